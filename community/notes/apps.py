from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "community.notes"
    label = "notes"
