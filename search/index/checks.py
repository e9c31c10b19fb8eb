"""Says so when nothing can be found here."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004  Django's own name
from django.db import connection

from tadpole.operations.addresses import elasticsearch_options

EMBEDDED = "search.index.engines.embedded"
ELASTICSEARCH = "search.index.engines.elasticsearch"
PREFIX = re.compile(r"[a-z][a-z0-9_-]{0,59}")


@register("search")
def engine_fits_database(**_: Any) -> list[CheckMessage]:
    """The embedded engine is SQLite's FTS5; its tables are made on no other database."""
    if settings.SEARCH_ENGINE == EMBEDDED and connection.vendor != "sqlite":
        return [
            Warning(
                "The embedded search engine needs SQLite: on this database nothing is indexed and nothing is found.",
                hint=f'Set SEARCH_ENGINE = "{ELASTICSEARCH}" or an engine of your own.',
                id="search.W001",
            )
        ]
    return []


@register("search")
def elasticsearch_has_an_address(**_: Any) -> list[CheckMessage]:
    """An address that can be understood, a prefix that may begin an index's name, and certificates that are looked at."""
    if settings.SEARCH_ENGINE != ELASTICSEARCH:
        return []
    given = getattr(settings, "ELASTICSEARCH", {})
    found: list[CheckMessage] = []
    try:
        if elasticsearch_options(given.get("address", "")).get("verify_certs") is False:
            found.append(Warning("Whoever answers is believed to be Elasticsearch: verify_certs=no.", id="search.W002"))
    except ValueError as problem:
        hint = "Set TADPOLE_ELASTICSEARCH_URL."
        found.append(Error(f"The address of Elasticsearch cannot be used: {problem}", hint=hint, id="search.E001"))
    if not PREFIX.fullmatch(given.get("prefix", "")):
        hint = "Set TADPOLE_SEARCH_PREFIX to small letters, digits, - and _, beginning with a letter."
        found.append(Error("No index may have such a name.", hint=hint, id="search.E002"))
    return found
