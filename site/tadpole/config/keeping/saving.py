"""Making a backup: uploads, then the database, then what was uploaded meanwhile.

In this order no row can be without its file: what was there before the copy of the database is copied before it goes, and
what came while uploads were copied is found the second time.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

from django.conf import settings
from tqdm import tqdm

from tadpole.config.keeping import uploads
from tadpole.config.keeping.databases import engine
from tadpole.config.keeping.manifest import Dumped, Kept, Manifest
from tadpole.config.keeping.moments import Moment
from tadpole.config.keeping.uploads import Found
from tadpole.config.keeping.vault import Vault

LANES = 8  # uploads copied at a time: a storage over the network answers one after a while, many as soon


@dataclass
class Copied:
    """What was done, for whoever asked for it."""

    name: str = ""
    copied: int = 0
    kept: int = 0
    """Uploads that an earlier backup, or an interrupted one, had already."""
    bytes: int = 0
    """Of those copied now."""
    files: dict[str, Kept] = field(default_factory=dict)


def back_up(vault: Vault, *, now: datetime, quiet: bool = False) -> tuple[Copied, Manifest]:
    """One more backup in the vault."""
    base = engine()
    base.needs()
    done = Copied(name=f"{now.astimezone(UTC):%Y%m%dT%H%M%S}.{now.microsecond // 1000:03d}Z")
    vault.clear_halves()
    known = {one.path: one for name in vault.names()[-1:] for one in vault.manifest(name).files} | vault.journalled()
    with vault.writing_journal() as note:
        copy_uploads(vault, known, done, note, quiet=quiet)
        with base.moment() as moment:
            manifest = copy_database(vault, moment, base.name, done, quiet=quiet)
            named = moment.uploads()
        copy_uploads(vault, known | done.files, done, note, quiet=quiet)
    files = sorted(done.files.values(), key=lambda one: one.path)
    missing = sorted(named - set(done.files))
    manifest = Manifest(**{**vars(manifest), "files": files, "missing": missing})
    vault.write_manifest(done.name, manifest)
    vault.journal.unlink()
    return done, manifest


def copy_uploads(
    vault: Vault, known: dict[str, Kept], done: Copied, note: Callable[[Kept], None], *, quiet: bool
) -> None:
    """Every upload there is now, into `done.files`; those that are `known` and have not changed are not read again."""
    todo: list[Found] = []
    for one in uploads.lasting():
        before = known.get(one.path)
        if before and (before.bytes, before.modified) == (one.bytes, one.modified) and vault.holds(before.sha256):
            done.kept += one.path not in done.files
            done.files[one.path] = before
        else:
            todo.append(one)
    bar = tqdm(total=sum(one.bytes for one in todo), unit="B", unit_scale=True, desc="uploads", disable=quiet)
    with bar, ThreadPoolExecutor(LANES) as lanes:
        for found, kept in zip(todo, lanes.map(lambda one: copied(vault, one), todo), strict=True):
            bar.update(found.bytes)
            if kept is not None:
                note(kept)
                done.files[kept.path] = kept
                done.copied += 1
                done.bytes += kept.bytes


def copied(vault: Vault, one: Found) -> Kept | None:
    """One upload, copied; None when it was removed meanwhile."""
    try:
        size, digest = vault.put(uploads.read(one.path))
    except FileNotFoundError:
        return None
    return Kept(one.path, size, one.modified, digest)


def copy_database(vault: Vault, moment: Moment, name: str, done: Copied, *, quiet: bool) -> Manifest:
    """The dump, and what the manifest says of that moment."""
    with tqdm(unit="B", unit_scale=True, desc="database", disable=quiet) as bar:
        size, digest = vault.write_database(done.name, told(moment.dump(), bar.update))
    return Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        version=version("tadpole"),
        profile=settings.PROFILE,
        database=Dumped(name, size, digest),
        migrations=moment.migrations(),
        tables=moment.tables(),
        files=[],
        key=settings.SECRET_KEY if vault.lock.sealed else "",
        key_mark=mark_of(settings.SECRET_KEY),
    )


def told(pieces: Iterable[bytes], progress: Callable[[int], object]) -> Iterator[bytes]:
    for piece in pieces:
        progress(len(piece))
        yield piece


def mark_of(key: str) -> str:
    """Says which signing key it was, and nothing about it: 64 bits of a slow digest."""
    return hashlib.scrypt(key.encode(), salt=b"tadpole.key-mark", n=1 << 14, r=8, p=1, dklen=8).hex()
