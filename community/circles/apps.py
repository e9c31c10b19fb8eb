from django.apps import AppConfig


class CirclesConfig(AppConfig):
    name = "community.circles"
    label = "circles"
