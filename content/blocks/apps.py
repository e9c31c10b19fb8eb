from django.apps import AppConfig


class BlocksConfig(AppConfig):
    name = "content.blocks"
    label = "blocks"
