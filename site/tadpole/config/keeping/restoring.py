"""Bringing a backup back: everything is checked first, then uploads, then the database as the last, in one transaction.

Interrupted before the last step the site is as it was, plus some uploads; run again it goes on where it was.
"""

import json
from collections.abc import Iterable
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


@dataclass
class Restored:
    """What was done, for whoever asked for it."""

    written: int = 0
    there: int = 0
    """Uploads that an interrupted run had put back already."""
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
    put_back_uploads(vault, name, manifest, done, quiet=quiet)
    engine().load(vault.database(name))
    connection.close()
    journal_of(name).unlink(missing_ok=True)
    call_command("migrate", verbosity=0)
    done.removed = remove_others({one.path for one in manifest.files})
    done.key = bring_key_back(manifest)
    done.closed = close_again(closed)
    return done


def journal_of(name: str) -> Path:
    return Path(settings.HOME) / f"restoring-{name}"


def put_back_uploads(vault: Vault, name: str, manifest: Manifest, done: Restored, *, quiet: bool) -> None:
    """Those that an interrupted run noted are not written again."""
    journal = journal_of(name)
    noted = set(read_lines(journal))
    there = {one.path: one.bytes for one in uploads.listed()}
    todo = [one for one in manifest.files if not (one.path in noted and there.get(one.path) == one.bytes)]
    done.there = len(manifest.files) - len(todo)
    bar = tqdm(total=sum(one.bytes for one in todo), unit="B", unit_scale=True, desc="uploads", disable=quiet)
    with bar, journal.open("a", encoding="utf-8") as lines, ThreadPoolExecutor(LANES) as lanes:
        lines.write("\n")
        for one in lanes.map(lambda one: put_back(vault, one), todo):
            lines.write(json.dumps(one.path) + "\n")
            lines.flush()
            bar.update(one.bytes)
            done.written += 1


def put_back(vault: Vault, one: Kept) -> Kept:
    counted = Counted(vault.get(one.sha256))
    uploads.write(one.path, counted)
    if counted.digest != one.sha256:
        raise BackupProblem(f"{one.path} changed in the backup while it was read. The database was not touched.")
    return one


def read_lines(path: Path) -> Iterable[str]:
    """A line that was cut off is passed over."""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            yield json.loads(line)
        except ValueError:
            continue


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
