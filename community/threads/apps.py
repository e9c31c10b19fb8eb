from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "community.threads"
    label = "threads"
