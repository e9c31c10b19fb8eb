"""Backups that cannot be trusted are refused with a sentence; sealed ones tell nobody anything."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError

from tadpole.config.keeping.locks import Locked, Open
from tadpole.config.keeping.vault import Vault
from tests.places import all_files, all_rows, run

pytestmark = pytest.mark.django_db(transaction=True)


def flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def an_object(vault: Path) -> Path:
    return max((vault / "objects").glob("*/*"), key=lambda path: path.stat().st_size)


DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a byte of a picture": (lambda vault: flip(an_object(vault)), "damaged"),
    "a picture is gone": (lambda vault: an_object(vault).unlink(), "missing from the backup"),
    "a picture was cut": (lambda vault: an_object(vault).write_bytes(an_object(vault).read_bytes()[:-9]), "damaged"),
    "a byte of the database": (lambda vault: flip(next(vault.glob("snapshots/*/database"))), "database"),
    "the database is gone": (lambda vault: next(vault.glob("snapshots/*/database")).unlink(), "missing"),
    "a byte of the manifest": (lambda vault: flip(next(vault.glob("snapshots/*/manifest.json"))), "manifest"),
    "no manifest": (lambda vault: next(vault.glob("snapshots/*/manifest.json")).unlink(), "interrupted"),
    "not a backup": (lambda vault: (vault / "tadpole-backup.json").unlink(), "holds no backup"),
}


@pytest.mark.parametrize("sealed", [False, True])
def test_a_damaged_backup_is_refused_before_anything_is_changed(
    life: dict[str, str], tmp_path: Path, sealed: bool
) -> None:
    words = tmp_path / "passphrase"
    words.write_text("白天睡觉晚上闹")
    key = {"passphrase_file": words} if sealed else {}
    run("backup", tmp_path / "whole", **key)
    rows, files = all_rows(), all_files()
    for name, (damage, sentence) in DAMAGES.items():
        vault = tmp_path / name
        shutil.copytree(tmp_path / "whole", vault)
        damage(vault)
        with pytest.raises(CommandError, match=sentence):
            run("restore", vault, into_nonempty=True, **key)
    assert (all_rows(), all_files()) == (rows, files)


def test_a_wrong_passphrase_and_none_are_refused(life: dict[str, str], tmp_path: Path) -> None:
    words = tmp_path / "passphrase"
    words.write_text("一")
    run("backup", tmp_path / "vault", passphrase_file=words)
    with pytest.raises(CommandError, match="is sealed"):
        run("restore", tmp_path / "vault")
    words.write_text("二")
    with pytest.raises(CommandError, match="not the one"):
        run("restore", tmp_path / "vault", passphrase_file=words)


def test_a_sealed_backup_says_nothing_and_nobody_else_may_look(life: dict[str, str], tmp_path: Path) -> None:
    words = tmp_path / "passphrase"
    words.write_text("小蝌蚪")
    run("backup", tmp_path / "vault", passphrase_file=words)
    for path in (tmp_path / "vault").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
        if path.is_file():
            raw = path.read_bytes()
            assert not any(word in raw for word in (b"photos/", b"example", "辅食".encode(), b"SQLite", b"PGDMP")), path
            assert all(part not in str(path) for part in all_files().values())


def test_a_backup_of_newer_code_or_another_engine_is_refused(life: dict[str, str], tmp_path: Path) -> None:
    run("backup", tmp_path / "vault")
    vault = Vault.find(tmp_path / "vault", "")
    name = vault.names()[0]
    raw = json.loads(vault.manifest(name).as_json())
    for change, sentence in (
        ({"migrations": {"threads": ["0999_of_next_year"]}}, "0999_of_next_year"),
        ({"database": {**raw["database"], "engine": "other"}}, "Restore it into the profile"),
        ({"format": 99}, "newer Tadpole"),
    ):
        text = json.dumps({**raw, **change}).encode()
        place = vault.snapshot(name)
        (place / "manifest.json").write_bytes(text)
        (place / "manifest.sha256").write_text(f"{hashlib.sha256(text).hexdigest()}  manifest.json\n")
        with pytest.raises(CommandError, match=sentence):
            run("restore", tmp_path / "vault", into_nonempty=True)


def test_pieces_of_a_sealed_file_cannot_be_exchanged_or_left_out(tmp_path: Path) -> None:
    lock = Locked(b"k" * 32)
    size = 1 << 20
    for text in (b"", b"a", b"b" * size, b"c" * (2 * size + 5)):
        sealed = tmp_path / "sealed"
        sealed.write_bytes(b"".join(lock.seal([text], "object")))
        with sealed.open("rb") as file:
            assert b"".join(lock.unseal(file, "object")) == text
    raw, step = sealed.read_bytes(), size + 16
    head, first, second, third = raw[:24], raw[24 : 24 + step], raw[24 + step : 24 + 2 * step], raw[24 + 2 * step :]
    for wrong in (head + second + first + third, head + first + third, head + first + second, head, raw + b"x"):
        sealed.write_bytes(wrong)
        with sealed.open("rb") as file, pytest.raises(Exception, match="is damaged"):
            list(lock.unseal(file, "object"))
    sealed.write_bytes(raw)
    with sealed.open("rb") as file, pytest.raises(Exception, match="is damaged"):
        list(lock.unseal(file, "database"))
    assert Open().name_of("x") == "x" != lock.name_of("x")
