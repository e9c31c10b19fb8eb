"""PostgreSQL's own tools: pg_dump of one snapshot; pg_restore's script run in one transaction."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import IO, Any

from django.db import connection, transaction

from tadpole.config import libpq
from tadpole.config.keeping.moments import Moment, Rows
from tadpole.config.keeping.problems import BackupProblem

PIECE = 1 << 20
FOLDERS = [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
BEGINNING = b"""BEGIN;
SET LOCAL lock_timeout = '30s';
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""


class Postgres:
    """Secrets go by the environment of the child process, never on its command line."""

    name = "postgresql"

    def needs(self) -> None:
        for name in ("pg_dump", "pg_restore", "psql"):
            program(name)

    @contextmanager
    def moment(self) -> Iterator[Moment]:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]

            def ask(statement: str) -> Rows:
                cursor.execute(statement)
                return cursor.fetchall()

            yield Moment(ask, lambda: dumped(snapshot))

    def verify(self, chunks: Iterable[bytes]) -> None:
        """Read to its last byte: the script of it is made and thrown away."""
        for _piece in script(chunks):
            """Nothing is kept of it."""

    def load(self, chunks: Iterable[bytes]) -> None:
        connection.close()
        command = [program("psql"), "--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--file=-"]
        with running(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as psql:
            try:
                psql.stdin.write(BEGINNING)
                for piece in script(chunks):
                    psql.stdin.write(piece)
                # whatever ends before this line ends without a commit
                psql.stdin.write(b"\nCOMMIT;\nANALYZE;\n")
                psql.stdin.close()
            except BrokenPipeError:
                """It stopped at an error, which it tells below."""
            ended(psql, "psql")


def program(name: str) -> str:
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *FOLDERS]))
    if not found:
        raise BackupProblem(f"{name} is not on this machine (Debian package postgresql-client).")
    return found


def environment() -> dict[str, str]:
    """Where the site's database is, for the tools; without the site's own limits."""
    limits = "-c statement_timeout=0 -c client_min_messages=warning"
    return {**os.environ, **libpq.environment(connection.settings_dict), "PGOPTIONS": limits}


@contextmanager
def running(command: list[str], **how: Any) -> Iterator[Any]:
    """A child process, killed when we leave it early."""
    child = subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, **how)
    try:
        yield child
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout, child.stderr):
            if pipe is not None and not pipe.closed:
                try:
                    pipe.close()
                except BrokenPipeError:
                    """Nobody reads what was left in it."""


def ended(child: Any, name: str) -> None:
    """Wait for a child; its own words when it failed."""
    said = child.stderr.read().decode(errors="replace").strip()
    if child.wait():
        raise BackupProblem(f"{name} failed: {said[-2000:] or child.returncode}")


def dumped(snapshot: str) -> Iterator[bytes]:
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    with running([program("pg_dump"), *options], stdout=subprocess.PIPE) as child:
        while piece := child.stdout.read(PIECE):
            yield piece
        ended(child, "pg_dump")


def script(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The dump as statements; fed by a thread, so that neither pipe waits for the other."""
    command = [program("pg_restore"), "--no-owner", "--no-privileges", "--file=-"]
    with running(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        feeder = Feeder(chunks, child.stdin)
        feeder.start()
        while piece := child.stdout.read(PIECE):
            yield piece
        feeder.join()
        if feeder.problem is not None:
            raise feeder.problem
        ended(child, "pg_restore")


class Feeder(Thread):
    """Writes chunks into a pipe; `problem` is what went wrong with the chunks."""

    def __init__(self, chunks: Iterable[bytes], pipe: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.chunks, self.pipe = chunks, pipe
        self.problem: Exception | None = None

    def run(self) -> None:
        try:
            with self.pipe:
                for chunk in self.chunks:
                    self.pipe.write(chunk)
        except BrokenPipeError:
            """It stopped reading, and says why."""
        except Exception as problem:  # noqa: BLE001  carried to the thread that waits
            self.problem = problem
