"""What SQLite and PostgreSQL both do for a backup, each in its own way."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.db import connection
from django.db.models import FileField

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Moment:
    """The database as it was at one moment, while others go on writing."""

    ask: Callable[[str], Rows]
    dump: Callable[[], Iterator[bytes]]

    def tables(self) -> dict[str, int]:
        """Rows of every table that Django keeps."""
        quote = connection.ops.quote_name
        names = ["django_migrations", *connection.introspection.django_table_names(only_existing=True)]
        return {name: self.ask(f"SELECT count(*) FROM {quote(name)}")[0][0] for name in sorted(set(names))}

    def migrations(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for app, name in self.ask("SELECT app, name FROM django_migrations ORDER BY app, id"):
            found.setdefault(app, []).append(name)
        return found

    def uploads(self) -> set[str]:
        """Every file that a row names."""
        quote = connection.ops.quote_name
        found: set[str] = set()
        for model in apps.get_models():
            for one in model._meta.local_fields:
                if isinstance(one, FileField) and not model._meta.proxy:
                    column = quote(str(one.column))
                    rows = self.ask(f"SELECT {column} FROM {quote(model._meta.db_table)} WHERE {column} <> ''")
                    found.update(row[0] for row in rows)
        return found


class Engine(Protocol):
    """What is done differently on each database."""

    name: str

    def needs(self) -> None:
        """Raise BackupProblem when this machine lacks a program for it."""

    def moment(self) -> AbstractContextManager[Moment]: ...

    def verify(self, chunks: Iterable[bytes]) -> None:
        """Raise BackupProblem when a dump cannot be read to its end. Changes nothing."""

    def load(self, chunks: Iterable[bytes]) -> None:
        """Put a dump in the place of the whole database: all of it or, whatever happens, nothing."""
