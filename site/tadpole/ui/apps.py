from django.apps import AppConfig
from django.urls import register_converter

from tadpole.ui.converters import RowConverter


class UiConfig(AppConfig):
    """Templates, static files and template tags shared by every page."""

    name = "tadpole.ui"
    label = "ui"

    def ready(self) -> None:
        """Every app's addresses may say `<row:…>`."""
        register_converter(RowConverter, "row")
