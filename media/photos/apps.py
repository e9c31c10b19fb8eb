"""Pictures: upload, metadata dropped, renditions, the CMS's image model."""

from django.apps import AppConfig


class PhotosConfig(AppConfig):
    name = "media.photos"
    label = "photos"

    def ready(self) -> None:
        from media.photos import checks, listeners  # noqa: F401
