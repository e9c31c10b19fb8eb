"""Disks that are full to the last byte: PostgreSQL's, and the one that uploads are written to."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.storage import default_storage
from django.test import Client

from community.notes.models import Note
from media.photos.models import Photo
from tests.factories.photos import a_file
from tests.faults.recovery import note, until
from tests.faults.stand import Stand
from tests.servers.disk import Disk
from tests.servers.s3 import S3

pytestmark = [pytest.mark.services("disk"), pytest.mark.long(200)]


def long_words() -> str:
    """Too long to fit into a page of the table that has room left, and not to be made shorter."""
    return " ".join(f"第{number}天 {secrets.token_urlsafe(40)}" for number in range(60))


def test_a_database_without_room_says_so_keeps_the_words_and_goes_on_when_there_is_room(site: Stand) -> None:
    assert site.disk is not None
    reader = site.reader(1)
    form, words = reader.form(), ""
    site.disk.fill()
    try:
        status = 302
        while status == 302:
            words = long_words()
            status = reader.answer(words, form)
        assert status == 503
        assert "我们马上回来" in reader.seen
        asked = reader.seen
        assert reader.open() == 200, "reading needs no room"
        reader.seen = asked
    finally:
        site.disk.make_room()
    freed = time.monotonic()
    until(lambda: reader.send_again(words) == 302)
    note("database's disk full", time.monotonic() - freed)
    site.is_whole(reader.outcome.acknowledged)


def test_a_postgres_whose_log_finds_no_room_ends_itself_and_has_everything_when_it_is_started_again(
    site: Stand,
) -> None:
    """Its own doing: what it cannot write down it must not promise. Somebody has to start it, once there is room."""
    assert site.disk is not None
    reader, postgres = site.reader(2), site.postgres
    form, words = reader.form(), long_words()
    assert reader.answer("还有地方的时候写的", form) == 302
    site.disk.fill()
    with pytest.raises(psycopg.OperationalError):
        while True:
            with suppress(psycopg.errors.InternalError):
                postgres.ask("SELECT pg_switch_wal()")
                postgres.ask("SELECT txid_current()")
    assert postgres.process is not None
    until(lambda: postgres.process is None or postgres.process.poll() is not None)
    assert reader.answer(words, form) == 503
    site.disk.make_room()
    freed = time.monotonic()
    postgres.start()
    until(lambda: reader.send_again(words) == 302)
    note("database's disk full for its log", time.monotonic() - freed)
    site.is_whole(reader.outcome.acknowledged)


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.services("s3"))])
def disk(request: pytest.FixtureRequest, tmp_path: Path, settings: Any) -> Iterator[Disk]:
    """What uploads are written to: by ourselves into a folder, or by an S3 server."""
    with Disk(tmp_path / "disk", megabytes=8) as made:
        options: dict[str, str] = {"location": str(made.folder / "uploads")}
        server = None
        if request.param == "bucket":
            server = S3(made.folder).start()
            options = {"address": server.address}
        backend = f"tadpole.config.files.{request.param.title()}"
        settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": backend, "OPTIONS": options}}
        yield made
        if server:
            server.kill()


@pytest.mark.django_db
def test_uploads_without_room_are_refused_in_a_sentence_and_the_words_are_kept(
    cast: Any, client_of: Callable[..., Client], disk: Disk
) -> None:
    alice = client_of(cast.alice)
    as_script = {"accept": "application/json", "x-language": "en"}
    typed = {"title": "宝宝的第一双鞋", "text": "买大了一码，正好能穿到春天。"}
    assert alice.post("/photos/", {"file": a_file()}, headers=as_script).status_code == 201
    disk.fill()
    answer = alice.post("/photos/", {"file": a_file(width=900)}, headers=as_script)
    assert answer.status_code == 503
    assert "could not be kept just now" in answer.json()["error"]
    page = alice.post("/notes/new/", {**typed, "photos_files": a_file(width=901)})
    assert page.status_code == 503
    html = page.content.decode()
    assert "请过一会儿再试一次" in html and typed["title"] in html and typed["text"] in html
    assert Photo.objects.count() == 1 and not Note.objects.exists()
    disk.make_room()
    freed = time.monotonic()
    assert alice.post("/notes/new/", {**typed, "photos_files": a_file(width=902)}).status_code == 302
    note("uploads' disk full", time.monotonic() - freed)
    for photo in Photo.objects.all():
        assert default_storage.size(str(photo.file.name)) == photo.bytes, "half a file was kept"
    assert Note.objects.get().title == typed["title"]
