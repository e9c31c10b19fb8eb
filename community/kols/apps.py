from django.apps import AppConfig


class KolsConfig(AppConfig):
    name = "community.kols"
    label = "kols"
