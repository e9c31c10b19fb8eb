"""The site's uploads, whichever storage holds them."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from secrets import token_hex
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, default_storage

from media.photos.rules import INCOMING

PIECE = 1 << 20


@dataclass(frozen=True)
class Found:
    """A file as the storage's listing tells of it."""

    path: str
    bytes: int
    modified: str


def listed() -> Iterator[Found]:
    """Every upload there is, in no order."""
    place = getattr(default_storage, "bucket", None)  # an S3 storage has one
    if place is not None:
        yield from in_bucket(place)
    elif isinstance(default_storage, FileSystemStorage):
        yield from in_folder(Path(default_storage.path("")))
    else:
        yield from in_any(default_storage, "")


def lasting() -> Iterator[Found]:
    """Those that a backup holds: not the raw pieces of pictures on their way, which have the camera's data and go in a day."""
    return (one for one in listed() if not one.path.startswith(f"{INCOMING}/"))


def in_folder(root: Path) -> Iterator[Found]:
    for folder, _folders, names in os.walk(root):
        for name in names:
            path = Path(folder) / name
            try:
                about = path.stat()
            except FileNotFoundError:  # removed meanwhile
                continue
            yield Found(path.relative_to(root).as_posix(), about.st_size, str(about.st_mtime_ns))


def in_bucket(place: Any) -> Iterator[Found]:
    """A thousand names a request, with sizes and times: no request a file."""
    prefix = str(getattr(default_storage, "location", "") or "")
    prefix = f"{prefix.strip('/')}/" if prefix else ""
    for one in place.objects.filter(Prefix=prefix):
        if not one.key.endswith("/"):
            modified = one.last_modified.astimezone(UTC).isoformat()
            yield Found(one.key.removeprefix(prefix), one.size, f"{modified} {one.e_tag}")


def in_any(storage: Storage, folder: str) -> Iterator[Found]:
    folders, names = storage.listdir(folder)
    for name in names:
        path = f"{folder}/{name}".lstrip("/")
        modified: datetime = storage.get_modified_time(path)
        yield Found(path, storage.size(path), modified.isoformat())
    for name in folders:
        yield from in_any(storage, f"{folder}/{name}".lstrip("/"))


def read(path: str) -> Iterator[bytes]:
    with default_storage.open(path, "rb") as file:
        yield from file.chunks(PIECE)


def write(path: str, chunks: Iterable[bytes]) -> None:
    """Put an upload under exactly this name. What stands there stays until all of `chunks` is read and kept."""
    with SpooledTemporaryFile(max_size=16 * PIECE) as file:
        file.writelines(chunks)
        content = File(cast("IO[bytes]", file), name=path)
        if isinstance(default_storage, FileSystemStorage):
            keep_in_folder(path, content)
        else:
            keep_in_store(path, content)


def keep_in_folder(path: str, content: File) -> None:
    """Beside it first, as a storage saves a file; then it takes the place at once."""
    beside = PurePosixPath(path).with_name(f"restoring-{token_hex(8)}").as_posix()
    try:
        kept = default_storage.save(beside, content)
        os.replace(default_storage.path(kept), default_storage.path(path))  # noqa: PTH105  it has names, not Paths
    finally:
        default_storage.delete(beside)


def keep_in_store(path: str, content: File) -> None:
    """A bucket replaces an object at once; `save` would look for another name first."""
    kept = default_storage._save(path, content)  # type: ignore[attr-defined]
    if kept != path:
        default_storage.delete(kept)
        raise OSError(f"the storage would not keep {path} under its name")


def remove(path: str) -> None:
    default_storage.delete(path)
