"""Migrations that a running site would not survive are refused; ours are not; one that is interrupted runs again."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import migrations, models
from django.db.migrations.migration import Migration
from django.db.migrations.state import ModelState, ProjectState

from tadpole.events.schema import AddIndexConcurrently
from tadpole.operations.judgement import judge, title_of
from tests.faults.recovery import note, until
from tests.running import ROOT

INDEX = models.Index(fields=["title"], name="pond_title")
CHECK = models.CheckConstraint(condition=models.Q(size__gte=0), name="pond_size")


def nothing(apps: Any, schema_editor: Any) -> None:
    """Does no harm."""


def the_pond() -> ProjectState:
    state = ProjectState()
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("title", models.CharField(max_length=80)),
        ("size", models.IntegerField(null=True)),
        ("deep", models.BooleanField(db_default=False)),
    ]
    state.add_model(ModelState("pond", "Pond", fields))
    return state


def migration(*operations: Any, **attributes: Any) -> Migration:
    made = type("Migration", (Migration,), {"operations": list(operations), **attributes})
    return made("0002_planted", "pond")


def refused(*operations: Any, **attributes: Any) -> list[str]:
    return [fault.operation for fault in judge([migration(*operations, **attributes)], lambda _: the_pond())]


BAD: dict[str, Any] = {
    "RemoveField pond.pond.size": migrations.RemoveField("Pond", "size"),
    "DeleteModel pond.pond": migrations.DeleteModel("Pond"),
    "RenameField pond.pond.size": migrations.RenameField("Pond", "size", "width"),
    "RenameModel pond.pond": migrations.RenameModel("Pond", "Lake"),
    "AlterModelTable pond.pond": migrations.AlterModelTable("Pond", "lakes"),
    "AddField pond.pond.depth": migrations.AddField("Pond", "depth", models.IntegerField(default=0)),
    "AddField pond.pond.slug": migrations.AddField(
        "Pond", "slug", models.CharField(max_length=9, null=True, unique=True)
    ),
    "AlterField pond.pond.size": migrations.AlterField("Pond", "size", models.BigIntegerField(null=True)),
    "AlterField pond.pond.size ": migrations.AlterField("Pond", "size", models.IntegerField()),
    "AlterField pond.pond.title": migrations.AlterField("Pond", "title", models.CharField(max_length=20)),
    "AlterField pond.pond.title ": migrations.AlterField(
        "Pond", "title", models.CharField(max_length=80, db_index=True)
    ),
    "AlterField pond.pond.deep": migrations.AlterField("Pond", "deep", models.BooleanField(default=False)),
    "AddIndex pond.pond.pond_title": migrations.AddIndex("Pond", INDEX),
    "AddConstraint pond.pond.pond_size": migrations.AddConstraint("Pond", CHECK),
    "RunPython pond": migrations.RunPython(nothing),
    "RunSQL pond": migrations.RunSQL("UPDATE pond SET size = 1"),
}
GOOD: tuple[Any, ...] = (
    migrations.AddField("Pond", "depth", models.IntegerField(null=True)),
    migrations.AddField("Pond", "depth", models.IntegerField(default=0, db_default=0)),
    migrations.AlterField("Pond", "title", models.CharField(max_length=200)),
    migrations.AlterField("Pond", "title", models.CharField(max_length=80, help_text="other words")),
    migrations.RunPython(nothing, migrations.RunPython.noop),
    migrations.AlterModelOptions("Pond", {"verbose_name": "pond"}),
    migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("Pond", "size")]),
)


@pytest.mark.parametrize("title", BAD)
def test_what_old_code_or_a_busy_table_would_not_survive_is_refused(title: str) -> None:
    assert refused(BAD[title]) == [title.strip()]


@pytest.mark.parametrize("operation", GOOD, ids=lambda one: type(one).__name__)
def test_what_both_survive_passes(operation: Any) -> None:
    assert refused(operation) == []


def test_an_index_built_beside_the_writers_passes_alone_and_outside_a_transaction() -> None:
    assert refused(AddIndexConcurrently("Pond", INDEX), atomic=False) == []
    data = migrations.RunPython(nothing, migrations.RunPython.noop)
    assert refused(AddIndexConcurrently("Pond", INDEX), data, atomic=False) == ["atomic = False"]


def test_a_reason_lets_it_pass_and_a_shrug_does_not() -> None:
    one = BAD["RemoveField pond.pond.size"]
    title = title_of(one, "pond")
    assert refused(one, safe={title: "no code has read it since 0.3"}) == []
    assert refused(one, safe={title: "ok"}) == [title]


def test_a_table_made_in_the_same_step_is_in_nobodys_way() -> None:
    made = migrations.CreateModel("Frog", [("id", models.BigAutoField(primary_key=True))])
    assert refused(made, migrations.AddField("Frog", "name", models.CharField(max_length=9, unique=True))) == []


def test_ours_pass() -> None:
    out = StringIO()
    call_command("check_migrations", stdout=out)
    assert "all safe beside old code" in out.getvalue()


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from tests.servers.postgres import Postgres

    server = Postgres(tmp_path_factory.mktemp("migrations"), durable=True)
    server.language = "zh_CN"  # what is decided by its sentences is decided wrongly
    server.start()
    yield server
    server.stop()


@pytest.fixture
def environment(postgres: Any, tmp_path: Path) -> dict[str, str]:
    """Of a process of the services profile, on a real PostgreSQL and nothing else."""
    import os

    return {
        **os.environ,
        "TADPOLE_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.services",
        "TADPOLE_SECRET_KEY": "a-key-for-this-test-of-migrations-only-0123456789abcdef",
        "TADPOLE_DATABASE_URL": postgres.address,
        "TADPOLE_REDIS_URL": "redis://127.0.0.1:1/0",
        "TADPOLE_ELASTICSEARCH_URL": "http://127.0.0.1:1",
        "TADPOLE_EMAIL_URL": "smtp://127.0.0.1:1",
    }


@pytest.fixture
def migrate(environment: dict[str, str]) -> Callable[..., subprocess.Popen[str]]:
    """`manage.py migrate` as a process of its own."""

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stderr=subprocess.PIPE)

    return start


@pytest.mark.services
def test_a_migration_that_is_killed_midway_is_rolled_back_and_runs_again(
    postgres: Any, migrate: Callable[..., subprocess.Popen[str]]
) -> None:
    """And one that finds a lock taken lets the readers behind it go on, and tries again."""

    def ask(statement: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = postgres.ask(statement, database="tadpole")
        return rows

    def applied() -> set[str]:
        return {name for (name,) in ask("SELECT name FROM django_migrations WHERE app = 'events'")}

    def tables() -> set[str]:
        return {name for (name,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}

    import psycopg

    assert migrate("events", "0001").wait(120) == 0
    # somebody reads the table that the next one changes, and does not come to an end
    with psycopg.connect(postgres.address) as reader:
        reader.execute("SELECT count(*) FROM events_fact")
        killed = migrate("events")
        waits = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'ALTER TABLE%'"
        until(lambda: ask(waits))
        killed.send_signal(signal.SIGKILL)
        killed.wait(20)
        before = applied()
        patient = migrate("events")
        told = patient.stderr
        assert told is not None
        until(lambda: "A lock was not free" in told.readline())
    freed = time.monotonic()
    assert patient.wait(60) == 0
    note("migration interrupted", time.monotonic() - freed)
    assert before == {"0001_initial"}
    assert applied() > before
    columns = ask(
        "SELECT column_default FROM information_schema.columns WHERE table_name='events_fact' AND column_name='request_id'"
    )
    assert columns == [("''::character varying",)]
    # code of the release before does not name the column, and still writes
    ask("INSERT INTO events_fact (name, payload, at) VALUES ('pond.FrogJumped', '{}', now())")
    assert "events_fact" in tables()


AFTERWARDS = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", "events", "0001", verbosity=0, skip_checks=True)
with connection.cursor() as cursor:
    cursor.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
    print(*cursor.fetchone())
"""


@pytest.mark.services
def test_a_connection_that_migrated_goes_back_with_the_usual_limits(environment: dict[str, str]) -> None:
    """To a pool of one, so that the next who asks gets the very same."""
    one = {**environment, "TADPOLE_DATABASE_POOL": "1", "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
    done = subprocess.run([sys.executable, "-c", AFTERWARDS], cwd=ROOT, env=one, text=True, capture_output=True)
    assert done.stdout.split() == ["10s", "30s"], done.stderr
