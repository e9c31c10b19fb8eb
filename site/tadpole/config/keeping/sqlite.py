"""SQLite's own online backup, both ways: a copy of one moment while others write, and a copy back in one transaction."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from tadpole.config.keeping.moments import Moment, Rows
from tadpole.config.keeping.problems import BackupProblem

PIECE = 1 << 20


class Sqlite:
    """The copy stands in the site's home while it is needed, beside the database it was made of."""

    name = "sqlite"

    def needs(self) -> None:
        """Nothing but Python."""

    @contextmanager
    def moment(self) -> Iterator[Moment]:
        with room() as folder:
            path = folder / "copy.sqlite3"
            touch_private(path)
            with closing(sqlite3.connect(place())) as own, closing(sqlite3.connect(path)) as copy:
                own.backup(copy)  # in one step: writers are not kept waiting (WAL) and cannot begin it anew
                copy.execute("PRAGMA journal_mode=DELETE")
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:

                def ask(statement: str) -> Rows:
                    return copy.execute(statement).fetchall()

                yield Moment(ask, lambda: pieces_of(path))

    def verify(self, chunks: Iterable[bytes]) -> None:
        with laid_out(chunks):
            """Opening it has looked at it."""

    def load(self, chunks: Iterable[bytes]) -> None:
        connection.close()
        with (
            laid_out(chunks) as path,
            closing(sqlite3.connect(path)) as copy,
            closing(sqlite3.connect(place(), timeout=30)) as own,
        ):
            own.execute("PRAGMA journal_mode=WAL")
            try:
                copy.backup(own)
            except sqlite3.OperationalError as problem:
                raise BackupProblem(f"The database could not be written ({problem}). Stop the site first.") from None


def place() -> Path:
    return Path(connection.settings_dict["NAME"])


@contextmanager
def room() -> Iterator[Path]:
    """A folder that only its owner may look into, gone afterwards."""
    with TemporaryDirectory(prefix="backup-", dir=settings.HOME) as folder:
        yield Path(folder)


def touch_private(path: Path) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


@contextmanager
def laid_out(chunks: Iterable[bytes]) -> Iterator[Path]:
    """The dump as a file that SQLite finds no fault with."""
    with room() as folder:
        path = folder / "dump.sqlite3"
        touch_private(path)
        with path.open("wb") as file:
            file.writelines(chunks)
        try:
            with closing(sqlite3.connect(path)) as copy:
                found = copy.execute("PRAGMA quick_check(1)").fetchall()
        except sqlite3.DatabaseError as problem:
            raise BackupProblem(f"The database in this backup cannot be read: {problem}") from None
        if found != [("ok",)]:
            raise BackupProblem(f"The database in this backup is damaged: {found[0][0]}")
        yield path
