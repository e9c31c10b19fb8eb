"""What the migrations make of an empty SQLite database, kept as SQL: a first start loads it instead of running them one by one.

It counts for exactly the migrations that it was made from, and for an empty database. Otherwise the migrations run.
"""

import hashlib
import importlib.util
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

KEPT = Path(__file__).with_name("embedded.sql")
FRESH = (
    (re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}'"), "strftime('%Y-%m-%d %H:%M:%f000', 'now')"),
    (
        re.compile(r"'[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}'"),
        "lower(hex(randomblob(6)) || '4' || substr(hex(randomblob(2)), 2) || 'a' || substr(hex(randomblob(8)), 2))",
    ),
)
"""(value, expression that stands for it): the hour of the migration and a random UUID are each database's own."""


def files() -> Iterator[tuple[tuple[str, str], Path]]:
    """((app, name), file) of every migration of every installed app, found without importing one, in a stable order."""
    for label in sorted(config.label for config in apps.get_app_configs()):
        module, _explicit = MigrationLoader.migrations_module(label)
        if module and (found := importlib.util.find_spec(module)) and found.submodule_search_locations:
            for path in sorted(Path(found.submodule_search_locations[0]).glob("[!_~]*.py")):
                yield (label, path.stem), path


def fingerprint() -> str:
    """Changes with the name or the text of any migration, and with the version of Django, which turns them into SQL."""
    digest = hashlib.sha256(django.__version__.encode())
    for (label, name), path in files():
        digest.update(f"\0{label}.{name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def heading() -> str:
    """The first line of the file that is made from the migrations there are now."""
    return f"-- Made by `manage.py write_snapshot` from the migrations {fingerprint()}\n"


def up_to_date() -> bool:
    """Whether the file was made from the migrations there are now."""
    if not KEPT.exists():
        return False
    with KEPT.open(encoding="utf-8") as lines:
        return lines.readline() == heading()


def load(connection: Any) -> bool:
    """Fill the database behind `connection` in one transaction; False, and nothing done, when it must be migrated."""
    if connection.vendor != "sqlite" or not up_to_date():
        return False
    with connection.cursor() as cursor:
        if cursor.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
            return False
        try:
            cursor.executescript(f"BEGIN IMMEDIATE;\n{KEPT.read_text(encoding='utf-8')}COMMIT;")
        except sqlite3.Error:  # another process was quicker; or the migrations meet the same trouble and say it
            if connection.connection.in_transaction:
                connection.connection.rollback()
            return False
    return True


def waiting(connection: Any) -> bool:
    """Whether a migration may be waiting, found without reading any: its name is not among those applied."""
    if "django_migrations" not in connection.introspection.table_names():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return not {key for key, _path in files()} <= set(cursor.fetchall())


def dump(connection: Any) -> str:
    """The SQLite database behind `connection` as SQL that is the same for the same migrations; FTS5 tables have no rows."""
    with connection.cursor() as cursor:
        kinds = dict(cursor.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").fetchall())
        made = cursor.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
        schema = [one for one in made.fetchall() if kinds.get(one[1]) != "shadow" and one[1] != "sqlite_sequence"]
        tables = [name for kind, name, _sql in schema if kind == "table"]
        lines = [f"{sql};" for kind, _name, sql in schema if kind == "table"]
        for name in tables:
            lines += options_of(cursor, name) if kinds[name] == "virtual" else rows_of(cursor, name)
        lines += ["DELETE FROM sqlite_sequence;", *rows_of(cursor, "sqlite_sequence")]
        lines += [f"{sql};" for kind, _name, sql in schema if kind != "table"]
    return heading() + "".join(f"{line}\n" for line in lines)


def rows_of(cursor: Any, table: str) -> list[str]:
    """One INSERT for all rows of the table, ordered by its first column, which is its key."""
    columns = [row[1] for row in cursor.execute(f'PRAGMA table_info("{table}")').fetchall()]
    names = ", ".join(f'"{column}"' for column in columns)
    quoted = ", ".join(f'quote("{column}")' for column in columns)
    rows = cursor.execute(f'SELECT {quoted} FROM "{table}" ORDER BY "{columns[0]}"').fetchall()
    values = ",\n".join(f"({', '.join(map(fresh, row))})" for row in rows)
    return [f'INSERT INTO "{table}" ({names}) VALUES\n{values};'] if rows else []


def fresh(literal: str) -> str:
    """The literal, or what stands for it."""
    return next((expression for value, expression in FRESH if value.fullmatch(literal)), literal)


def options_of(cursor: Any, table: str) -> list[str]:
    """What was set for a full-text table, such as the weights of its columns."""
    if not cursor.execute("SELECT 1 FROM sqlite_schema WHERE name = %s", [f"{table}_config"]).fetchone():
        return []
    rows = cursor.execute(
        f"SELECT quote(k), quote(v) FROM \"{table}_config\" WHERE k <> 'version' ORDER BY k"
    ).fetchall()
    return [f'INSERT INTO "{table}" ("{table}", rank) VALUES ({key}, {value});' for key, value in rows]
