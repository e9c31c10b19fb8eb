"""Bringing a backup back: everything is checked; uploads whose names are free; the database, in one transaction; the rest.

Interrupted before the database is in, the site is as it was, plus some uploads. Only after it uploads are replaced that had
other bytes here, and removed that are nobody's: interrupted there, it has to be run again before the site opens, and goes on.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from tqdm import tqdm

from tadpole.accounts.gateways import LEDGER, closed_accounts
from tadpole.config.keeping import uploads
from tadpole.config.keeping.closing import close_again
from tadpole.config.keeping.databases import engine, rows_there
from tadpole.config.keeping.manifest import Kept, Manifest
from tadpole.config.keeping.problems import BackupProblem
from tadpole.config.keeping.saving import LANES, mark_of
from tadpole.config.keeping.vault import Counted, Vault

AS_IT_WAS = "The site is as it was, plus some uploads; the same command goes on."
HALF_IN = (
    "The database is the backup's already, not all of its uploads are: give the same command, with --into-nonempty, "
    "before the site opens."
)


@dataclass
class Restored:
    """What was done, for whoever asked for it."""

    written: int = 0
    there: int = 0
    """Uploads that had the backup's bytes already: the site's own, or an interrupted run's."""
    removed: int = 0
    """Uploads of the site that was replaced."""
    closed: int = 0
    """Accounts closed since the backup, closed again."""
    key: str = ""
    """A sentence about the signing key."""


def refuse(manifest: Manifest, *, into_nonempty: bool) -> None:
    """Raise BackupProblem when this backup may not, or cannot, be brought back here."""
    base = engine()
    if manifest.database.engine != base.name:
        raise BackupProblem(
            f"This backup is of a {manifest.database.engine} database and this site has {base.name}. "
            "Restore it into the profile it was made of."
        )
    people = rows_there()
    if people and not into_nonempty:
        raise BackupProblem(
            f"This site has {people:,} people. Restoring replaces all of it, rows and files; say --into-nonempty to do so."
        )
    known = MigrationLoader(None).disk_migrations
    unknown = [
        f"{app}.{name}" for app, names in manifest.migrations.items() for name in names if (app, name) not in known
    ]
    if unknown:
        raise BackupProblem(
            f"This backup was made by Tadpole {manifest.version}, which knows {unknown[-1]}; this code does not. "
            "Use that version or a later one."
        )


def restore(vault: Vault, name: str, manifest: Manifest, *, ledger: Path | None, quiet: bool = False) -> Restored:
    """Bring back what was checked. The ledger of closed accounts that is here is read before anything is written."""
    done = Restored()
    closed = closed_accounts() | (names_in(ledger) if ledger else set())
    closed |= {one.path.removeprefix(LEDGER) for one in manifest.files if one.path.startswith(LEDGER)}
    new, other = still_to_do(manifest, quiet=quiet)
    done.there = len(manifest.files) - len(new) - len(other)
    done.written += put_back_all(vault, new, AS_IT_WAS, quiet=quiet)
    engine().load(vault.database(name))
    connection.close()
    done.written += put_back_all(vault, other, HALF_IN, quiet=quiet)
    call_command("migrate", verbosity=0)
    done.removed = remove_others({one.path for one in manifest.files})
    done.key = bring_key_back(manifest)
    done.closed = close_again(closed)
    return done


def still_to_do(manifest: Manifest, *, quiet: bool) -> tuple[list[Kept], list[Kept]]:
    """Uploads whose names are free here, and those under whose names other bytes stand. What is equal is in neither."""
    there = {one.path: one.bytes for one in uploads.listed()}
    new = [one for one in manifest.files if one.path not in there]
    other = [one for one in manifest.files if one.path in there and there[one.path] != one.bytes]
    perhaps = [one for one in manifest.files if there.get(one.path) == one.bytes]
    bar = tqdm(total=sum(one.bytes for one in perhaps), unit="B", unit_scale=True, desc="comparing", disable=quiet)
    with bar, ThreadPoolExecutor(LANES) as lanes:
        for one, same in zip(perhaps, lanes.map(is_there, perhaps), strict=True):
            bar.update(one.bytes)
            if not same:
                other.append(one)
    return new, other


def is_there(one: Kept) -> bool:
    """Whether the site's file has the backup's bytes: all are read, a size or a time would not tell."""
    counted = Counted(uploads.read(one.path))
    try:
        for _chunk in counted:
            """It is counted as it passes."""
    except FileNotFoundError:  # removed meanwhile
        return False
    return counted.digest == one.sha256


def put_back_all(vault: Vault, files: list[Kept], where_we_are: str, *, quiet: bool) -> int:
    """How many; `where_we_are` is for whoever has to read that one could not be."""
    bar = tqdm(total=sum(one.bytes for one in files), unit="B", unit_scale=True, desc="uploads", disable=quiet)
    try:
        with bar, ThreadPoolExecutor(LANES) as lanes:
            for one in lanes.map(lambda one: put_back(vault, one), files):
                bar.update(one.bytes)
    except (OSError, BackupProblem) as problem:
        raise BackupProblem(f"An upload could not be put back: {problem}. {where_we_are}") from problem
    return len(files)


def put_back(vault: Vault, one: Kept) -> Kept:
    uploads.write(one.path, whole(vault, one))
    return one


def whole(vault: Vault, one: Kept) -> Iterator[bytes]:
    """What the backup has of it; fails at its end, before it is put in place, when that is not what was checked."""
    counted = Counted(vault.get(one.sha256))
    yield from counted
    if counted.digest != one.sha256:
        raise BackupProblem(f"{one.path} changed in the backup while it was read")


def remove_others(kept: set[str]) -> int:
    """Uploads that are nobody's any more, since every row was replaced. The ledger stays."""
    others = [one.path for one in uploads.listed() if one.path not in kept and not one.path.startswith(LEDGER)]
    for path in others:
        uploads.remove(path)
    return len(others)


def names_in(folder: Path) -> set[str]:
    if not folder.is_dir():
        raise BackupProblem(f"{folder} is not a folder.")
    return {path.name for path in folder.iterdir() if path.is_file()}


def bring_key_back(manifest: Manifest) -> str:
    """The embedded profile keeps its key in its home; elsewhere the operator has it."""
    if mark_of(settings.SECRET_KEY) == manifest.key_mark:
        return "The signing key is the one the site had."
    if manifest.key and settings.PROFILE == "embedded" and not settings.ENV.secret_key:
        path = Path(settings.HOME) / "secret_key"
        path.write_text(manifest.key, encoding="ascii")
        path.chmod(0o600)
        settings.SECRET_KEY = manifest.key
        return "The signing key was brought back."
    return (
        "The signing key is another than the site had: everybody signs in again, authenticator apps and spare codes no "
        "longer work, and mails that waited cannot be read. Give the old key back in TADPOLE_SECRET_KEY."
    )
