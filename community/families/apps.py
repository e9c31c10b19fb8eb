from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "community.families"
    label = "families"
