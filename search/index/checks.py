"""Says so when nothing can be found here."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004  Django's own name
from django.db import connection

EMBEDDED = "search.index.engines.embedded"


@register("search")
def engine_fits_database(**_: Any) -> list[CheckMessage]:
    """The embedded engine is SQLite's FTS5; its tables are made on no other database."""
    if settings.SEARCH_ENGINE == EMBEDDED and connection.vendor != "sqlite":
        return [
            Warning(
                "The embedded search engine needs SQLite: on this database nothing is indexed and nothing is found.",
                hint="Set SEARCH_ENGINE to an engine of your own.",
                id="search.W001",
            )
        ]
    return []
