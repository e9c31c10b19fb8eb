"""Previews: what stands at the other end of a link, in a few words."""

from django.apps import AppConfig


class PreviewsConfig(AppConfig):
    name = "media.previews"
    label = "previews"
