from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "tadpole.analytics"
    label = "analytics"

    def ready(self) -> None:
        from tadpole.analytics import listeners  # noqa: F401
