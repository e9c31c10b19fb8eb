"""Rows in great numbers: COPY on PostgreSQL, `executemany` on SQLite. Past the models: no signal, no event."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models


class Table:
    """One model's table; rows are given as tuples of the columns named, all others take their default."""

    def __init__(self, model: type[models.Model], *given: str) -> None:
        fields = [one for one in model._meta.local_concrete_fields if not one.primary_key or one.attname in given]
        self.name = connection.ops.quote_name(model._meta.db_table)
        self.others = [self.default(one) for one in fields if one.attname not in given]
        rest = [str(one.column) for one in fields if one.attname not in given]
        by_name = {one.attname: str(one.column) for one in fields}
        columns = [by_name[name] for name in given]
        self.columns = ", ".join(connection.ops.quote_name(one) for one in [*columns, *rest])
        self.width = len(columns) + len(rest)

    @staticmethod
    def default(one: Any) -> Any:
        """As the column takes it; None where it may be empty."""
        if isinstance(one, models.JSONField):
            return "[]" if one.default is list else "{}"
        return None if one.null and not one.has_default() else one.get_default()

    def fill(self, rows: Iterable[tuple[Any, ...]]) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self.name} ({self.columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row((*row, *self.others))
                return
            marks = ", ".join(["?"] * self.width)
            # the driver's own method: Django's would look for % in every statement
            statement = f"INSERT INTO {self.name} ({self.columns}) VALUES ({marks})"
            cursor.cursor.connection.executemany(
                statement, ([plain(one) for one in (*row, *self.others)] for row in rows)
            )


def plain(value: Any) -> Any:
    """As SQLite keeps it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return value.hex if isinstance(value, UUID) else value


def highest(model: type[models.Model]) -> int:
    return int(model._default_manager.aggregate(most=models.Max("pk"))["most"] or 0)


def reserve(model: type[models.Model], most: int) -> None:
    """Numbers up to `most` are taken: whoever writes meanwhile gets higher ones."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [f'"{table}"', most])
        else:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [most, table])
            if not cursor.rowcount:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, most])


def look_again() -> None:
    """The planner's figures of what is there now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def room_taken() -> int:
    """Bytes of the database on the disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])
