from django.apps import AppConfig


class PhotosConfig(AppConfig):
    name = "media.photos"
    label = "photos"
