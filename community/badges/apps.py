from django.apps import AppConfig


class BadgesConfig(AppConfig):
    name = "community.badges"
    label = "badges"
