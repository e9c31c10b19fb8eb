from django.apps import AppConfig


class FeedConfig(AppConfig):
    name = "search.feed"
    label = "search_feed"
