from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "tadpole.events"
    label = "events"
    verbose_name = _("News")

    def ready(self) -> None:
        """Every event is known from the start, also one that nobody listens to yet."""
        autodiscover_modules("events")
