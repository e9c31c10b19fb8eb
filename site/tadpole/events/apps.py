from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EventsConfig(AppConfig):
    name = "tadpole.events"
    label = "events"

    def ready(self) -> None:
        """Every event is known from the start, also one that nobody listens to yet."""
        autodiscover_modules("events")
