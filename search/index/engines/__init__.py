"""Those who keep the index. `settings.SEARCH_ENGINE` names the module; each has a class `SearchEngine`."""

from functools import cache
from importlib import import_module

from django.conf import settings

from search.index.rules import Engine


@cache
def _loaded(module: str) -> Engine:
    engine: Engine = import_module(module).SearchEngine()
    return engine


def engine() -> Engine:
    """The engine that answers here."""
    return _loaded(settings.SEARCH_ENGINE)
