"""The photos' whole story with the uploads in a bucket of a real S3 server, and what happens when it refuses or is away."""

import io
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from community.notes.models import Note
from media.photos.actions import erase_everything_of, erase_left
from media.photos.models import EditorialImage, LeftFile, Photo, PhotoRendition
from media.photos.tasks import erase_forgotten
from tadpole.events.models import Delivery
from tadpole.operations import health
from tests.factories.notes import a_note
from tests.factories.photos import a_file, a_photo
from tests.faults.recovery import note
from tests.places import run
from tests.servers.s3 import S3, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.services("s3")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    one = S3(tmp_path_factory.mktemp("s3")).start()
    yield one
    one.kill()


@pytest.fixture
def store(server: S3, settings: Any) -> Iterator[S3]:
    """Uploads go to the bucket; nothing may be written to a folder."""
    server.start()
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "tadpole.config.files.Bucket", "OPTIONS": {"address": server.address}},
    }
    settings.MEDIA_ROOT = "/nowhere/that/can/be/written"
    yield server
    server.start()
    for name in server.files():
        default_storage.delete(name)


def send(client: Client, file: Any) -> Any:
    return client.post("/photos/", {"file": file}, headers={"accept": "application/json", "x-language": "en"})


def due_again() -> None:
    Delivery.objects.filter(done_at=None).update(due_at=timezone.now())


def test_uploaded_made_smaller_shown_and_erased(
    cast: Any, client_of: Callable[..., Client], settle: Callable[[], int], store: S3
) -> None:
    alice, other = client_of(cast.alice), client_of(cast.outsider)
    answer = send(alice, a_file(width=700, height=500))
    assert answer.status_code == 201, answer.content
    photo = Photo.objects.get(pk=answer.json()["id"])
    address = photo.address(640)
    assert store.files() == [photo.file.name]
    assert alice.get(address).headers["Content-Type"] == "image/jpeg"
    assert other.get(address).status_code == 404
    settle()
    a_note(by=cast.alice, photos=[photo])
    sizes = {(width, kind) for width in (320, 640, 700) for kind in ("avif", "webp", "jpg")}
    assert set(PhotoRendition.objects.values_list("width", "format")) == sizes
    assert len(store.files()) == 10
    for kind, mime in (("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")):
        shown = other.get(photo.address(640, kind))
        assert (shown.status_code, shown.headers["Content-Type"]) == (200, mime)
        with Image.open(io.BytesIO(shown.content)) as picture:
            assert picture.width == 640
    erase_everything_of(user_id=cast.alice.pk)
    assert store.files() == [] and not LeftFile.objects.exists()


def test_nobody_gets_a_file_from_the_store_itself(cast: Any, store: S3) -> None:
    photo = a_photo(by=cast.alice, printed=True)
    for name in store.files():
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{store.endpoint}/uploads/{name}", timeout=5)
        assert refused.value.code == 403
    assert photo.file.url == f"/media/{photo.file.name}"
    assert Client().get(photo.file.url).status_code == 404


def test_a_store_that_is_away_refuses_in_a_sentence_and_keeps_what_was_typed(
    cast: Any, client_of: Callable[..., Client], store: S3
) -> None:
    store.stop()
    alice = client_of(cast.alice)
    answer = send(alice, a_file())
    assert answer.status_code == 503
    assert "try again" in answer.json()["error"]
    assert int(answer.headers["Retry-After"]) > 0
    typed = {"title": "宝宝的第一双鞋", "text": "买大了一码，正好能穿到春天。", "photos_files": a_file()}
    page = alice.post("/notes/new/", typed)
    assert page.status_code == 503
    html = page.content.decode()
    assert "请过一会儿再试一次" in html and "宝宝的第一双鞋" in html and "正好能穿到春天" in html
    assert not Photo.objects.exists() and not Note.objects.exists()
    store.start()
    back = time.monotonic()
    assert send(alice, a_file()).status_code == 201
    note("S3 gone", time.monotonic() - back)
    typed["photos_files"] = a_file()
    assert alice.post("/notes/new/", typed).status_code == 302
    assert Note.objects.get().title == "宝宝的第一双鞋"


def test_a_store_that_refuses_is_the_same(
    cast: Any, client_of: Callable[..., Client], store: S3, settings: Any
) -> None:
    default = settings.STORAGES["default"]
    wrong = {**default, "OPTIONS": {"address": store.address.replace(SECRET, "not-the-one")}}
    settings.STORAGES = {**settings.STORAGES, "default": wrong}
    assert send(client_of(cast.alice), a_file()).status_code == 503
    settings.STORAGES = {**settings.STORAGES, "default": default}
    assert store.files() == [] and not Photo.objects.exists()


def test_a_picture_that_cannot_be_fetched_is_not_gone(cast: Any, client_of: Callable[..., Client], store: S3) -> None:
    photo = a_photo(by=cast.alice, printed=True)
    address = photo.address(64, "jpg")
    store.stop()
    away = client_of(cast.alice).get(address)
    assert away.status_code == 503 and "Retry-After" in away.headers
    assert "immutable" not in away.headers.get("Cache-Control", "")
    store.start()
    assert client_of(cast.alice).get(address).status_code == 200
    default_storage.delete(str(photo.renditions.get(format="jpg", width=64).file.name))
    assert client_of(cast.alice).get(address).status_code == 404


def test_sizes_that_could_not_be_stored_are_made_later(
    cast: Any, client_of: Callable[..., Client], settle: Callable[[], int], store: S3
) -> None:
    send(client_of(cast.alice), a_file())
    store.stop()
    settle()
    delivery = Delivery.objects.get(queue="pictures")
    assert delivery.done_at is None and "StoreAway" in delivery.error
    store.start()
    due_again()
    settle()
    assert PhotoRendition.objects.count() == 3
    assert Photo.objects.get().state == "ready"


def test_what_the_store_does_not_let_go_of_is_erased_later(
    cast: Any, client_of: Callable[..., Client], settle: Callable[[], int], store: S3
) -> None:
    a_photo(by=cast.alice, printed=True)
    settle()
    files = store.files()
    assert len(files) == 4
    store.stop()
    client_of(cast.alice).post("/account/close/", {"email": cast.alice.email})
    settle()
    assert not Photo.objects.exists()
    assert sorted(LeftFile.objects.values_list("name", flat=True)) == files
    waiting = Delivery.objects.get(listener__endswith="erase_files")
    assert waiting.done_at is None and waiting.tries == 1
    store.start()
    due_again()
    settle()
    assert not set(store.files()) & set(files)
    assert not LeftFile.objects.exists()


def test_the_clock_erases_what_the_outbox_gave_up(cast: Any, store: S3) -> None:
    a_photo(by=cast.alice)
    store.stop()
    erase_everything_of(user_id=cast.alice.pk)
    with pytest.raises(OSError, match="does not answer"):
        erase_left()
    Delivery.objects.all().delete()
    store.start()
    erase_forgotten()
    assert store.files() == [] and not LeftFile.objects.exists()


def test_editors_pictures_and_papers(cast: Any, client_of: Callable[..., Client], store: S3) -> None:
    image = EditorialImage.objects.create(title="池塘", file=ImageFile(io.BytesIO(a_file().read()), name="池塘.jpg"))
    rendition = image.get_rendition("width-40|format-webp")
    shown = Client().get(rendition.url)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/webp")
    assert Client().get(f"/media/{image.file.name}").status_code == 404
    assert client_of(cast.editor).get(f"/media/{image.file.name}").status_code == 200
    again = EditorialImage.objects.create(title="池塘", file=ImageFile(io.BytesIO(a_file().read()), name="池塘.jpg"))
    assert again.file.name != image.file.name

    secret = Collection.get_first_root_node().add_child(name="编辑部")
    CollectionViewRestriction.objects.create(collection=secret, restriction_type="login")
    papers = get_document_model()
    for collection, status in ((Collection.get_first_root_node(), 200), (secret, 302)):
        paper = papers.objects.create(
            title="表格", file=ContentFile("身高体重表".encode(), "表格.txt"), collection=collection
        )
        answer = Client().get(paper.url)
        assert answer.status_code == status, paper.url
        if status == 200:
            assert b"".join(answer.streaming_content).decode() == "身高体重表"
            assert answer.headers["Content-Disposition"].startswith("attachment")
    assert client_of(cast.alice).get(paper.url).status_code == 200


def test_nginx_is_told_where_the_file_is_and_only_it_can_fetch_it(
    cast: Any, client_of: Callable[..., Client], store: S3, settings: Any
) -> None:
    default = settings.STORAGES["default"]
    handing = {**default, "OPTIONS": {**default["OPTIONS"], "by_nginx": True}}
    settings.STORAGES = {**settings.STORAGES, "default": handing}
    photo = a_photo(by=cast.alice, printed=True)
    answer = client_of(cast.alice).get(photo.address(64, "webp"))
    assert answer.content == b""
    inside = answer.headers["X-Accel-Redirect"]
    assert inside.startswith("/_bucket/uploads/photos/") and "X-Amz-Expires=60" in inside
    with urllib.request.urlopen(store.endpoint + inside.removeprefix("/_bucket"), timeout=5) as fetched:
        assert fetched.headers["Content-Type"] == "image/webp"
        assert fetched.read()[8:12] == b"WEBP"
    assert "X-Accel-Redirect" not in client_of(cast.nobody).get(f"/photos/{photo.pk}/65.webp").headers


def test_a_folder_tells_nginx_too(tmp_path: Path) -> None:
    from tadpole.config.files import Folder

    assert Folder(location=tmp_path).for_nginx("photos/a b.webp") == ""
    assert Folder(location=tmp_path, by_nginx=True).for_nginx("photos/a b.webp") == "/_uploads/photos/a%20b.webp"


def test_a_bucket_that_nobody_made_is_said_and_made(server: S3, settings: Any) -> None:
    address = server.address.rsplit("/", 1)[0] + "/nobody-made-it"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "tadpole.config.files.Bucket", "OPTIONS": {"address": address}},
    }
    with pytest.raises(FileNotFoundError, match="nobody-made-it"):
        health.storage()
    assert [run("bucket"), run("bucket")] == ["made\n", "nothing to make\n"]
    health.storage()
    assert default_storage.save("frogs/one.txt", ContentFile(b"one")) == "frogs/one.txt"
