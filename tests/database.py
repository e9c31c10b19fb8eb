"""A migrated database, made once and copied: for every worker, after every test that commits, and for sites run as processes.

Filling a database from the snapshot of the migrations takes a second, copying the file milliseconds. The file is kept under var/ by a hash of
the migrations, so that the next run finds it too.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "test-databases"


def fingerprint() -> str:
    """Changes with any migration of ours, any data it reads, and any dependency."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    folders = ("site", "media", "community", "content", "campaigns", "search")
    for path in sorted(path for folder in folders for path in (ROOT / folder).glob("**/migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    digest.update((ROOT / "site/tadpole/operations/embedded.sql").read_bytes())
    return digest.hexdigest()[:16]


@cache
def migrated() -> Path:
    """The file to copy; made when it is not there; the same for the whole run. Needs Django set up and database access allowed."""
    KEPT.mkdir(parents=True, exist_ok=True)
    wanted = KEPT / f"{fingerprint()}.sqlite3"
    with only_one(KEPT / "lock"):
        if not wanted.exists():
            for old in KEPT.glob("*.sqlite3*"):
                old.unlink()
            make(wanted)
    return wanted


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make(wanted: Path) -> None:
    from django.core.management import call_command
    from django.db import connection

    half_made = wanted.with_suffix(f".{os.getpid()}")
    use(half_made)
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    half_made.replace(wanted)
    for left in KEPT.glob(f"{half_made.name}-*"):
        left.unlink()


def renew() -> None:
    """Give this worker a database as the migrations leave it, in the place of whatever it has."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "postgresql":
        from tests.servers import migrated

        migrated.renew()
        return
    path = Path(settings.HOME) / "test.sqlite3"
    connection.close()
    fresh_copy(path)
    use(path)


def use(path: Path) -> None:
    """Let this process's default connection read and write `path`."""
    from django.conf import settings
    from django.db import connection

    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(path)


def fresh_copy(path: Path) -> None:
    """Put a migrated database at `path`, in the place of whatever is there.

    A connection that another thread still holds keeps the old file: writing over it would break that connection.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.fresh")
    shutil.copyfile(migrated(), fresh)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    fresh.replace(path)
