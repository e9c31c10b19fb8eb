"""A site is lived in, backed up, lost and brought back. On both profiles: SQLite and a folder, PostgreSQL and S3."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import connection
from django.test import Client
from django.utils import timezone

from community.profiles.models import Profile
from community.threads.models import Post, Thread
from media.photos.models import Photo
from search.index.management.commands import search_reindex
from search.index.rules import Away
from tadpole.accounts.actions import close_account
from tadpole.accounts.gateways import mark_of
from tadpole.accounts.models import User
from tadpole.config.keeping import saving
from tadpole.config.keeping.closing import close_again
from tadpole.config.keeping.vault import Vault
from tests.factories.photos import a_photo
from tests.factories.threads import a_thread
from tests.places import Place, all_files, all_rows, run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long(100)]


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
        run("restore", tmp_path / "vault", no_reindex=True, **key)
        assert all_rows() == rows
        assert all_files() == files
        assert len(rows) > 90
        assert len(files) > 5
        answers(life)
        photo = Photo.objects.get(owner__threads__title="宝宝几个月加辅食？")
        assert Client().get(photo.address(960)).status_code == 200
        assert Post.objects.get(number=2).text == "看他准备好没有，😀 慢慢来。"
    total = sum(len(one) for one in rows.values())
    with capsys.disabled():
        sys.stdout.write(
            f"\n{connection.vendor}: {total:,} rows of {len(rows)} tables, {len(files)} files are equal. {said}"
        )


@pytest.mark.needs("elasticsearch")
def test_search_finds_what_came_back(life: dict[str, str], elsewhere: Place, tmp_path: Path) -> None:
    run("backup", tmp_path / "vault")
    with elsewhere.taken():
        run("restore", tmp_path / "vault")
        assert f'href="{life["thread"]}' in Client().get("/search/?q=辅食").content.decode()


def test_a_site_comes_back_while_search_is_away(
    life: dict[str, str], elsewhere: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_given: Any) -> None:
        raise Away("nobody answers")

    rows = all_rows()
    run("backup", tmp_path / "vault")
    monkeypatch.setattr(search_reindex, "rebuild", away)
    with elsewhere.taken():
        assert "run `search_reindex` when it does" in run("restore", tmp_path / "vault")
        assert all_rows() == rows


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
