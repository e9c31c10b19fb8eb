from django.apps import AppConfig


class BlocksConfig(AppConfig):
    name = "content.blocks"
    label = "blocks"

    def ready(self) -> None:
        from content.blocks import listeners  # noqa: F401
