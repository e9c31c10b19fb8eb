from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "tadpole.events"
    label = "events"
