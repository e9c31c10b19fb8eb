from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "content.home"
    label = "home"

    def ready(self) -> None:
        from content.home import listeners  # noqa: F401
