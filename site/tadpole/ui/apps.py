from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, static files and template tags shared by every page."""

    name = "tadpole.ui"
    label = "ui"
