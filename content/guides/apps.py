from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "content.guides"
    label = "guides"
