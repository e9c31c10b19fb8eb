"""Wagtail's own search (CMS: pages, pictures, documents, choosers) with the tokens and synonyms of the site's search.

Wagtail's database backends cut a text at spaces, so a run of Chinese is one word and nothing inside it is found. Here a
text is indexed as the tokens of `tadpole.text` (characters and neighbouring pairs, Simplified, one case), a query is cut
the same way, and a query that holds a word of the editors' synonyms also asks for the others.
"""

from collections.abc import Iterable
from copy import copy
from functools import cache
from typing import Any

from django.db import connection
from modelsearch.index import RelatedFields
from modelsearch.query import Or, PlainText, SearchQuery

from search.index.queries import synonym_groups
from search.index.rules import is_single, variants_of
from tadpole.text import fold, tokens


def index_text(value: Any) -> str:
    """The tokens of a field's value, of all strings in a list or dict, with blanks between them."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return " ".join(map(index_text, value))
    return " ".join(tokens("" if value is None else str(value)))


def query_text(text: str) -> str:
    """The tokens that must all be there: of a Chinese run its pairs, of a run of one character that character."""
    words = [tokens(word) for word in fold(text).split()]
    return " ".join(" ".join(pairs(word)) for word in words if word)


def pairs(word: list[str]) -> list[str]:
    """The tokens of one run without the single characters that a pair holds already."""
    long = [token for token in word if not is_single(token)]
    return [token for token in word if not is_single(token) or not any(token in one for one in long)]


def with_synonyms(query: Any, operator: str | None) -> Any:
    """What was typed, cut into tokens, or one of its variants; queries that are no plain text stay as they are."""
    if isinstance(query, PlainText):
        query, operator = query.query_string, query.operator
    if not isinstance(query, str):
        return query
    texts = [query, *(variant.text for variant in variants_of(fold(query), synonym_groups()))]
    asked: list[SearchQuery] = [
        PlainText(words, operator=operator or PlainText.DEFAULT_OPERATOR)
        for text in texts
        if (words := query_text(text))
    ]
    return "" if not asked else asked[0] if len(asked) == 1 else Or(asked)


class TokenisedObject:
    """A row as the index reads it: the same fields, with tokens instead of texts."""

    def __init__(self, row: Any) -> None:
        self.row = row
        self.pk = row.pk

    def get_search_fields(self) -> list[Any]:
        return [tokenised(field) for field in self.row.get_search_fields()]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)


def tokenised(field: Any) -> Any:
    """A copy of a search field that gives tokens; filters are copied as they are."""
    made = copy(field)
    if isinstance(field, RelatedFields):
        made.fields = [tokenised(one) for one in field.fields]
        made.get_value = lambda row: field.get_value(getattr(row, "row", row))
    else:
        made.get_value = lambda row: index_text(field.get_value(getattr(row, "row", row)))
    return made


class TokenisedIndex:
    """Goes before one of the library's indexes."""

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        super().add_items(model, [TokenisedObject(one) for one in objs])  # type: ignore[misc]


class TokenisedBackend:
    """Goes before one of the library's backends."""

    def _search(self, compiler: Any, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        asked = with_synonyms(query, options.get("operator"))
        return super()._search(compiler, asked, model_or_queryset, **options)  # type: ignore[misc]


@cache
def backend_class(vendor: str) -> type:
    """The library's backend for this kind of database, with tokens. Each can be imported on its own database only."""
    if vendor == "postgresql":
        from modelsearch.backends.database.postgres import postgres as library

        index, backend = library.PostgresIndex, library.PostgresSearchBackend
    else:
        from modelsearch.backends.database.sqlite import sqlite as library

        index, backend = library.SQLiteIndex, library.SQLiteSearchBackend
    tokenised_index = type("Index", (TokenisedIndex, index), {})
    return type("Backend", (TokenisedBackend, backend), {"index_class": tokenised_index})


def SearchBackend(params: dict[str, Any]) -> TokenisedBackend:
    """The backend for this database. `WAGTAILSEARCH_BACKENDS` names this module."""
    found: TokenisedBackend = backend_class(connection.vendor)(params)
    return found
