from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "search.results"
    label = "search_results"
