from django.apps import AppConfig


class IndexConfig(AppConfig):
    name = "search.index"
    label = "search_index"

    def ready(self) -> None:
        from search.index import checks, listeners  # noqa: F401
