"""Django's migrate: it never queues people up behind a lock that it waits for, and fills an empty SQLite database from a snapshot."""

import time
from contextlib import suppress
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as Migrate
from django.db import Error, OperationalError, connections

from tadpole.operations import snapshot

LOCK_SECONDS = 3
TRIES = 20
PAUSE = 3.0
PARTIAL = ("no_snapshot", "app_label", "fake", "fake_initial", "plan", "check_unapplied", "prune")
"""Options that ask for something else than all migrations applied."""
NOT_FREE = "55P03"
"""PostgreSQL's code for a lock that was not free in time; its sentence is in the server's language."""


class Command(Migrate):
    help = (
        f"{Migrate.help} On PostgreSQL it waits for a lock {LOCK_SECONDS} s at most, lets the readers that queued behind it go on, "
        f"and tries again, {TRIES} times. What was applied stays applied; an interrupted migration is rolled back and runs again. "
        "An empty SQLite database is filled from the snapshot of what the migrations make, when it is up to date."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--no-snapshot", action="store_true", help="run the migrations, also in an empty database")

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if not any(options[one] for one in PARTIAL) and snapshot.load(connection):
            if options["verbosity"]:
                self.stdout.write(f"An empty database: filled from {snapshot.KEPT.name}.")
            return
        if connection.vendor != "postgresql":
            super().handle(*args, **options)
            return
        for left in reversed(range(TRIES)):
            try:
                with connection.cursor() as cursor:
                    cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
                    cursor.execute("SET statement_timeout = 0")
                super().handle(*args, **options)
                return
            except OperationalError as problem:
                if not left or getattr(problem.__cause__, "sqlstate", "") != NOT_FREE:
                    raise
                self.stderr.write(
                    f"A lock was not free within {LOCK_SECONDS} s; again in {PAUSE:.0f} s, {left} tries left."
                )
                time.sleep(PAUSE)
            finally:
                usual_limits(connection)
                connection.close()


def usual_limits(connection: Any) -> None:
    """The connection goes back to the pool as it came; one that is broken does not go back."""
    with suppress(Error), connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")
        cursor.execute("RESET statement_timeout")
