"""A site is lived in, backed up, lost and brought back. On both profiles: SQLite and a folder, PostgreSQL and S3."""

import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from community.profiles.models import Profile
from community.threads.models import Post, Thread
from media.photos.models import Photo
from tadpole.accounts.actions import close_account
from tadpole.accounts.gateways import mark_of
from tadpole.accounts.models import User
from tadpole.config.keeping import saving, uploads
from tadpole.config.keeping.closing import close_again
from tadpole.config.keeping.locks import Locked, Open
from tadpole.config.keeping.vault import Vault
from tests.factories.content import a_guide
from tests.factories.notes import a_note, a_product
from tests.factories.photos import a_photo
from tests.factories.threads import a_reply, a_thread
from tests.places import Place, empty_place, here

pytestmark = pytest.mark.django_db(transaction=True)
VOLATILE = {"django_session"}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Place]:
    place = here(tmp_path / "site")
    with place.taken():
        yield place


@pytest.fixture
def elsewhere(site: Place, tmp_path: Path) -> Iterator[Place]:
    with empty_place(tmp_path / "elsewhere") as place:
        yield place


@pytest.fixture
def life(site: Place, cast: Any, settle: Callable[[], int]) -> dict[str, str]:
    """Something of everything that is kept: rows, members' and editors' pictures, topics, notices. Pages that show it."""
    photo = a_photo(by=cast.alice, printed=True)
    thread = a_thread(
        by=cast.alice, title="宝宝几个月加辅食？", text="六个月，会坐了。 #第一口辅食#", photos=[photo.pk]
    )
    a_reply(by=cast.bob, thread=thread, text="看他准备好没有，😀 慢慢来。")
    note = a_note(by=cast.mei, product=a_product())
    guide = a_guide(by=cast.editor)
    settle()
    return {"thread": f"/t/{thread.pk}/", "note": f"/notes/{note.pk}/", "guide": guide.url, "home": "/"}


def run(*words: Any, **options: Any) -> str:
    """One of the commands, quietly; what it said."""
    out = StringIO()
    call_command(*[str(word) for word in words], stdout=out, stderr=out, verbosity=0, **options)
    return out.getvalue()


def all_rows() -> dict[str, list[str]]:
    """Every row of every table, all columns."""
    quote, found = connection.ops.quote_name, {}
    names = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    with connection.cursor() as cursor:
        for name in sorted(names - VOLATILE):
            cursor.execute(f"SELECT * FROM {quote(name)}")
            found[name] = sorted(repr(row) for row in cursor.fetchall())
    return found


def all_files() -> dict[str, str]:
    """SHA-256 of every upload, by its path."""
    return {one.path: hashlib.sha256(b"".join(uploads.read(one.path))).hexdigest() for one in uploads.listed()}


def answers(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert Client().get(page).status_code == 200, page


@pytest.mark.parametrize("sealed", [False, True])
def test_every_row_and_every_file_come_back(
    life: dict[str, str], elsewhere: Place, tmp_path: Path, sealed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    words = tmp_path / "passphrase"
    words.write_text("小蝌蚪找妈妈\n")
    key = {"passphrase_file": words} if sealed else {}
    rows, files = all_rows(), all_files()
    said = run("backup", tmp_path / "vault", **key)
    run("backup", tmp_path / "vault", check=True, **key)
    with elsewhere.taken():
        run("restore", tmp_path / "vault", **key)
        assert all_rows() == rows
        assert all_files() == files
        assert len(rows) > 90
        assert len(files) > 5
        answers(life)
        assert f'href="{life["thread"]}' in Client().get("/search/?q=辅食").content.decode()
        photo = Photo.objects.get(owner__threads__title="宝宝几个月加辅食？")
        assert Client().get(photo.address(960)).status_code == 200
        assert Post.objects.get(number=2).text == "看他准备好没有，😀 慢慢来。"
    total = sum(len(one) for one in rows.values())
    with capsys.disabled():
        sys.stdout.write(
            f"\n{connection.vendor}: {total:,} rows of {len(rows)} tables, {len(files)} files are equal. {said}"
        )


def test_what_is_new_is_copied_and_nothing_else(life: dict[str, str], cast: Any, tmp_path: Path) -> None:
    vault = Vault.make(tmp_path / "vault", "")
    first, _manifest = saving.back_up(vault, now=timezone.now(), quiet=True)
    a_photo(by=cast.bob)
    second, manifest = saving.back_up(vault, now=timezone.now(), quiet=True)
    assert (first.kept, second.copied) == (0, 1)
    assert second.kept == first.copied
    assert manifest.missing == []
    assert vault.names() == [first.name, second.name]
    assert vault.forget_but(1) == 0  # nothing went from the site, so the newest backup holds all
    assert vault.names() == [second.name]


def test_a_file_that_comes_while_the_database_is_copied_is_in_the_backup(
    life: dict[str, str], cast: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = saving.copy_uploads
    came: list[Photo] = []

    def and_somebody_uploads(*given: Any, **options: Any) -> None:
        copy(*given, **options)
        if not came:
            came.append(a_photo(by=cast.bob))

    monkeypatch.setattr(saving, "copy_uploads", and_somebody_uploads)
    _done, manifest = saving.back_up(Vault.make(tmp_path / "vault", ""), now=timezone.now(), quiet=True)
    assert came[0].file.name in {one.path for one in manifest.files}
    assert manifest.missing == []


def test_a_row_without_its_file_is_named(life: dict[str, str], cast: Any, tmp_path: Path) -> None:
    lost = a_photo(by=cast.bob).file.name
    default_storage.delete(lost)
    assert lost in run("backup", tmp_path / "vault")


class Killed(BaseException):
    """As a signal ends it: nothing below may catch this."""


def killed_after(most: int, call: Callable[..., Any]) -> Callable[..., Any]:
    calls: list[int] = []

    def or_killed(*given: Any, **options: Any) -> Any:
        calls.append(1)
        if len(calls) > most:
            raise Killed
        return call(*given, **options)

    return or_killed


def test_a_backup_killed_midway_goes_on(
    life: dict[str, str], elsewhere: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, files = Vault.make(tmp_path / "vault", ""), all_files()
    monkeypatch.setattr(saving, "LANES", 1)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(saving, "copied", killed_after(3, saving.copied))
        saving.back_up(vault, now=timezone.now(), quiet=True)
    assert vault.names() == []
    with pytest.raises(CommandError, match="interrupted"):
        run("backup", tmp_path / "vault", check=True)
    done, _manifest = saving.back_up(vault, now=timezone.now(), quiet=True)
    assert (done.kept, done.copied) == (3, len(files) - 3)
    with elsewhere.taken():
        run("restore", tmp_path / "vault", no_reindex=True)
        assert all_files() == files


def test_a_restore_killed_midway_leaves_an_empty_site_and_goes_on(
    life: dict[str, str], elsewhere: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tadpole.config.keeping import restoring

    rows, files = all_rows(), all_files()
    run("backup", tmp_path / "vault")
    with elsewhere.taken():
        monkeypatch.setattr(restoring, "LANES", 1)
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(restoring, "put_back", killed_after(4, restoring.put_back))
            run("restore", tmp_path / "vault", no_reindex=True)
        assert "threads_thread" not in connection.introspection.table_names()
        assert len(all_files()) >= 4
        assert f"{len(files) - 4} written, 4 were there" in run("restore", tmp_path / "vault", no_reindex=True)
        assert all_rows() == rows
        assert all_files() == files


def test_a_database_that_breaks_off_changes_nothing(
    life: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last step is one transaction: a site that was to be replaced stands as it was."""
    run("backup", tmp_path / "vault")
    rows = all_rows()
    whole = Vault.database

    def half(self: Vault, name: str) -> Iterator[bytes]:
        every = b"".join(whole(self, name))
        yield every[: len(every) // 2]

    vault = Vault.find(tmp_path / "vault", "")
    monkeypatch.setattr(Vault, "database", half)
    from tadpole.config.keeping.databases import engine
    from tadpole.config.keeping.problems import BackupProblem

    with pytest.raises(BackupProblem):
        engine().load(vault.database(vault.names()[0]))
    assert all_rows() == rows


def test_a_site_with_people_is_replaced_only_when_told(life: dict[str, str], cast: Any, tmp_path: Path) -> None:
    run("backup", tmp_path / "vault")
    before = all_rows()
    thread = a_thread(by=cast.bob, title="写在备份之后")
    late = a_photo(by=cast.bob).file.name
    with pytest.raises(CommandError, match="--into-nonempty"):
        run("restore", tmp_path / "vault")
    assert Thread.objects.filter(pk=thread.pk).exists()
    run("restore", tmp_path / "vault", into_nonempty=True, no_reindex=True)
    assert all_rows() == before
    assert not default_storage.exists(late)


def test_who_left_since_does_not_come_back(
    life: dict[str, str], cast: Any, settle: Callable[[], int], tmp_path: Path
) -> None:
    run("backup", tmp_path / "vault")
    bob, email = User.objects.get(pk=cast.bob.pk), cast.bob.email
    close_account(by=bob, email=email)
    settle()
    said = run("restore", tmp_path / "vault", into_nonempty=True, no_reindex=True)
    assert "1 people who had closed their account" in said
    assert not User.objects.filter(email=email).exists()
    assert not Profile.objects.filter(user=bob.pk, name=cast.bob.profile.name).exists()
    assert User.objects.get(pk=cast.alice.pk).is_active
    assert close_again({mark_of(cast.alice.pk, timezone.now())}) == 0  # somebody else, who once had that number


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
