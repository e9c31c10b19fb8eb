"""A backup brought into a site that is lived in, and broken off: until its database is in, nothing of the site is lost."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError

from tadpole.config.keeping import restoring, uploads
from tadpole.config.keeping.databases import engine
from tests.factories.photos import a_photo
from tests.places import all_files, all_rows, run

pytestmark = pytest.mark.django_db(transaction=True)

All = tuple[dict[str, list[str]], dict[str, str]]


class Killed(BaseException):
    """As a signal ends it: nothing below may catch this."""


def everything() -> All:
    return all_rows(), all_files()


def lay(path: str, content: bytes) -> None:
    default_storage.delete(path)
    assert default_storage.save(path, ContentFile(content)) == path


@pytest.fixture
def kept(life: dict[str, str], tmp_path: Path) -> All:
    """What is in the backup."""
    run("backup", tmp_path / "vault")
    return everything()


@pytest.fixture
def lived_on(kept: All, cast: Any, monkeypatch: pytest.MonkeyPatch) -> All:
    """Since the backup one file went, one came, one got other bytes, one as many other bytes."""
    longer, other, *_same, gone = sorted(kept[1])
    default_storage.delete(gone)
    lay(longer, b"longer than it was" * 999)
    lay(other, bytes(byte ^ 1 for byte in b"".join(uploads.read(other))))
    a_photo(by=cast.bob)
    monkeypatch.setattr(restoring, "LANES", 1)
    return everything()


def bring_back(tmp_path: Path) -> str:
    return run("restore", tmp_path / "vault", into_nonempty=True, no_reindex=True)


def stands(before: All) -> None:
    """The site is as it was, plus some uploads."""
    rows, files = everything()
    assert rows == before[0]
    assert {path: files.get(path) for path in before[1]} == before[1]


def breaking_off(load: Callable[..., None]) -> Callable[..., None]:
    def half(self: Any, chunks: Iterable[bytes]) -> None:
        every = b"".join(chunks)
        load(self, [every[: len(every) // 2]])

    return half


def test_a_database_that_cannot_be_loaded_leaves_every_file(
    kept: All, lived_on: All, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = type(engine())
    with monkeypatch.context() as patch, pytest.raises(CommandError):
        patch.setattr(base, "load", breaking_off(base.load))
        bring_back(tmp_path)
    stands(lived_on)
    assert f"2 written, {len(kept[1]) - 2} were there, 1 removed" in bring_back(tmp_path)
    assert everything() == kept


@pytest.mark.parametrize("problem", [Killed(), OSError("no room")])
def test_writes_that_break_off_leave_each_file_whole(
    kept: All, lived_on: All, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: BaseException
) -> None:
    """At the first write of an upload, at the second, and so on: the database is in after the only one that is new."""
    storage: Any = type(default_storage._wrapped)  # type: ignore[attr-defined]
    save, left = storage._save, 0

    def or_broken_off(*given: Any) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise problem
        return save(*given)

    monkeypatch.setattr(storage, "_save", or_broken_off)
    with pytest.raises((Killed, CommandError), match=r"The site is as it was|^$"):
        bring_back(tmp_path)
    stands(lived_on)
    for _time in range(2):
        left = 1
        with pytest.raises((Killed, CommandError), match=r"with --into-nonempty, before the site opens|^$"):
            bring_back(tmp_path)
        rows, files = everything()
        assert rows == kept[0]
        for path, digest in files.items():
            assert digest in (lived_on[1].get(path), kept[1].get(path)), path
    left = 9
    bring_back(tmp_path)
    assert everything() == kept


def test_a_file_is_put_in_place_at_once(lived_on: All, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands there is never away, and half a file never seen; nothing is left beside it."""
    path = max(lived_on[1])

    def half() -> Iterable[bytes]:
        yield b"half of it"
        assert all_files() == lived_on[1]
        raise Killed

    monkeypatch.setattr(type(default_storage._wrapped), "delete", deleting_others(path))  # type: ignore[attr-defined]
    with pytest.raises(Killed):
        uploads.write(path, half())
    assert all_files() == lived_on[1]
    uploads.write(path, [b"all", b" of it"])
    assert b"".join(uploads.read(path)) == b"all of it"
    assert set(all_files()) == set(lived_on[1])


def deleting_others(path: str) -> Callable[..., None]:
    delete = type(default_storage._wrapped).delete  # type: ignore[attr-defined]

    def unless_it(self: Any, name: str) -> None:
        assert name != path
        delete(self, name)

    return unless_it
