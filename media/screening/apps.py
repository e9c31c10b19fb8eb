from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "media.screening"
    label = "screening"
