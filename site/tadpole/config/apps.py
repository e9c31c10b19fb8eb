from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "tadpole.config"
    label = "config"

    def ready(self) -> None:
        from tadpole.config import checks  # noqa: F401  registers the system checks
        from tadpole.config.celery import app
        from tadpole.config.reading import keep_editing_sessions_when_free

        app.set_default()
        keep_editing_sessions_when_free()
