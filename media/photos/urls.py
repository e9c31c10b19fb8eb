"""Addresses without a language: files and what scripts talk to."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from media.photos import views


class KindConverter(StringConverter):
    regex = "avif|webp|jpg"


register_converter(KindConverter, "photo_kind")

app_name = "photos"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("uploads/", views.uploads, name="uploads"),
    path("uploads/<uuid:upload_id>/", views.one_upload, name="one_upload"),
    path("screening/", views.screening, name="screening"),
    path("screening/<uuid:photo_id>/", views.decide, name="decide"),
    path("<uuid:photo_id>/<row:width>.<photo_kind:kind>", views.file, name="file"),
]
