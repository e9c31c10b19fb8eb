"""The snapshot of the embedded profile's tables is what the migrations make, and is used for nothing else than an empty database."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import ConnectionHandler
from pytest_django.plugin import DjangoDbBlocker

from tadpole.operations import snapshot
from tests.running import ROOT

OWN = {
    "django_migrations": {"applied"},
    "wagtailcore_page": {"first_published_at", "last_published_at", "translation_key"},
}
"""Columns whose values differ between two databases that were migrated: hours, and the random key of the root page."""
Connect = Callable[[str], Any]


@pytest.fixture
def connect(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Connect]:
    """A connection to an SQLite file of that name, which is not there yet."""
    made: list[Any] = []

    def opened(name: str) -> Any:
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / name)}
        made.append(ConnectionHandler({"default": database})["default"])
        return made[-1]

    with django_db_blocker.unblock():
        yield opened
        for one in made:
            one.close()


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """{table: rows} of everything in the file, its schema included, without OWN."""
    with closing(sqlite3.connect(path)) as database:
        found = {"": sorted(map(repr, database.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")))}
        for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            names = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
            kept = ", ".join(f'"{name}"' for name in names if name not in OWN.get(table, ()))
            found[table] = sorted(map(repr, database.execute(f'SELECT {kept} FROM "{table}"')))
    return found


def migrated(home: Path, *options: str) -> Path:
    """The database of an empty site after `manage.py migrate`, in a process of its own."""
    home.mkdir()
    profile = {"TADPOLE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.embedded"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", *options]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **profile}, check=True)
    return home / "tadpole.sqlite3"


@pytest.mark.embedded
@pytest.mark.long
def test_it_is_what_the_migrations_make(tmp_path: Path) -> None:
    assert snapshot.up_to_date(), "make snapshot"
    loaded = content(migrated(tmp_path / "loaded"))
    made = content(migrated(tmp_path / "made", "--no-snapshot"))
    assert len(loaded["django_migrations"]) > 200 and len(loaded["auth_permission"]) > 300
    assert loaded.keys() == made.keys()
    different = [table for table in made if made[table] != loaded[table]]
    assert different == [], "make snapshot"


def test_what_is_loaded_is_written_the_same(connect: Connect) -> None:
    fresh = connect("fresh.sqlite3")
    assert snapshot.load(fresh)
    assert snapshot.dump(fresh) == snapshot.KEPT.read_text(encoding="utf-8")
    assert not snapshot.waiting(fresh)


def test_every_site_has_its_own_hours_and_keys(connect: Connect) -> None:
    keys = set()
    for name in ("one.sqlite3", "two.sqlite3"):
        fresh = connect(name)
        assert snapshot.load(fresh)
        with fresh.cursor() as cursor:
            [(key,)] = cursor.execute("SELECT translation_key FROM wagtailcore_page WHERE depth = 1").fetchall()
            [(applied,)] = cursor.execute("SELECT MIN(applied) FROM django_migrations").fetchall()
        keys.add(key)
        assert abs(datetime.now(UTC) - datetime.fromisoformat(applied).replace(tzinfo=UTC)) < timedelta(minutes=1)
    assert len(keys) == 2


@pytest.mark.parametrize("change", ["new", "gone", "changed"])
def test_other_migrations_run_themselves(
    change: str, connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = list(snapshot.files())
    other = tmp_path / "0001_initial.py"
    other.write_text("# another text", encoding="utf-8")
    there = {
        "new": [*known, (("pond", "0001_initial"), other)],
        "gone": known[:-1],
        "changed": [*known[:-1], (known[-1][0], other)],
    }
    monkeypatch.setattr(snapshot, "files", lambda: iter(there[change]))
    fresh = connect("fresh.sqlite3")
    assert not snapshot.load(fresh)
    assert fresh.introspection.table_names() == []
    with pytest.raises(CommandError, match="make snapshot"):
        call_command("check_migrations")


def test_a_waiting_migration_is_seen(connect: Connect) -> None:
    fresh = connect("fresh.sqlite3")
    assert snapshot.waiting(fresh), "nothing was applied"
    assert snapshot.load(fresh)
    with fresh.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'wagtailusers' AND name = '0001_initial'")
    assert snapshot.waiting(fresh)


def test_a_database_that_holds_anything_is_left_alone(connect: Connect) -> None:
    used = connect("used.sqlite3")
    with used.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (words TEXT)")
    assert not snapshot.load(used)
    assert used.introspection.table_names() == ["kept"]


def test_what_breaks_halfway_leaves_nothing(connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.sql"
    broken.write_text(f"{snapshot.heading()}CREATE TABLE a (b);\nINSERT INTO nowhere VALUES (1);\n", encoding="utf-8")
    monkeypatch.setattr(snapshot, "KEPT", broken)
    fresh = connect("fresh.sqlite3")
    assert not snapshot.load(fresh)
    assert fresh.introspection.table_names() == []
    monkeypatch.setattr(snapshot, "KEPT", tmp_path / "absent.sql")
    assert not snapshot.load(fresh)


def test_postgresql_is_migrated() -> None:
    class Elsewhere:
        vendor = "postgresql"

    assert not snapshot.load(Elsewhere())


@pytest.mark.parametrize(("options", "asked"), [({}, True), ({"no_snapshot": True}, False), ({"plan": True}, False)])
def test_migrate_asks_for_it_when_all_is_wanted(
    options: dict[str, Any], asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(snapshot, "load", lambda _connection: heard.append("snapshot"))
    monkeypatch.setattr(Migrate, "handle", lambda *_args, **_options: heard.append("migrations"))
    call_command("migrate", skip_checks=True, verbosity=0, **options)
    assert heard == (["snapshot"] if asked else []) + ["migrations"]
