"""Forms that bring too much: a sentence in the reader's language, the words kept, and nothing of it on our disks."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from media.photos.models import Photo
from tadpole.ui import uploads
from tests.factories.circles import a_circle
from tests.factories.photos import a_file
from tests.uploads import stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_uploads")]
ClientOf = Callable[[Any], Client]
WORDS = "我慢慢写的一段话"
BOUNDARY = "pond"


@pytest.fixture
def disk(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes of uploads were written to temporary files."""
    written: list[int] = [0]
    folder = tmp_path / "arriving"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    keep = TemporaryFileUploadHandler.receive_data_chunk

    def counted(self: Any, raw_data: bytes, start: int) -> None:
        written[0] += len(raw_data)
        return keep(self, raw_data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", counted)
    return written


def sent(client: Client, files: list[Any], prefix: str = "", **fields: str) -> Any:
    words = {"circle": a_circle().slug, "title": "慢慢来吧", "text": WORDS, **fields}
    return client.post(f"{prefix}/t/new/", {**words, "photos_files": files})


def plain(answer: Any) -> str:
    return answer.content.decode().replace("<wbr>", "")


@pytest.mark.parametrize(("prefix", "sentence"), [("", "20 MB"), ("/zh-hant", "20 MB"), ("/en", "larger than 20 MB")])
def test_one_file_that_is_too_large(
    prefix: str, sentence: str, disk: list[int], cast: Any, client_of: ClientOf
) -> None:
    big = SimpleUploadedFile("duck.jpg", b"\xff\xd8" + b"x" * 60_000_000, content_type="image/jpeg")
    answer = sent(client_of(cast.alice), [big], prefix)
    assert answer.status_code == 413
    assert sentence in plain(answer) and WORDS in plain(answer)
    assert 0 < disk[0] <= uploads.MOST_FILE_BYTES
    assert Photo.objects.count() == 0 and stored() == []


def test_a_good_picture_beside_one_that_is_too_large(cast: Any, client_of: ClientOf) -> None:
    big = SimpleUploadedFile("frog.jpg", b"x" * 21_000_000, content_type="image/jpeg")
    answer = sent(client_of(cast.alice), [a_file(), big])
    assert answer.status_code == 413 and WORDS in plain(answer)
    assert Photo.objects.count() == 0


@pytest.mark.parametrize("count", [10, 21, 100])
def test_more_files_than_fit(count: int, disk: list[int], cast: Any, client_of: ClientOf) -> None:
    files = [SimpleUploadedFile(f"{n}.jpg", b"x" * 300_000, content_type="image/jpeg") for n in range(count)]
    answer = sent(client_of(cast.alice), files, "/en")
    assert answer.status_code == 422
    assert "At most 9 pictures fit here." in plain(answer) and WORDS in plain(answer)
    assert disk[0] <= uploads.MOST_FILES * 300_000
    assert Photo.objects.count() == 0


def test_nine_pictures_at_once_without_scripts(cast: Any, client_of: ClientOf) -> None:
    answer = sent(client_of(cast.alice), [a_file(name=f"{n}.jpg") for n in range(9)])
    assert answer.status_code == 302
    assert Photo.objects.count() == 9


SAID = {"": "请分成几次发", "/zh-hant": "請分成幾次送出", "/en": "smaller parts"}


def raw(client: Client, parts: int, part: str, prefix: str = "", **about: Any) -> Any:
    body = "".join(f"--{BOUNDARY}\r\n{part.format(n=n)}\r\n" for n in range(parts)) + f"--{BOUNDARY}--\r\n"
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return client.generic("POST", f"{prefix}/t/new/", body.encode(), kind, **about)


FILE = 'Content-Disposition: form-data; name="photos_files"; filename="{n}.jpg"\r\nContent-Type: image/jpeg\r\n\r\nx'
FIELD = 'Content-Disposition: form-data; name="f{n}"\r\n\r\n{n}'
NAMELESS = "Content-Type: text/plain\r\n\r\n{n}"


@pytest.mark.parametrize("prefix", SAID)
@pytest.mark.parametrize("part", [FILE, FIELD, NAMELESS])
def test_thousands_of_parts(part: str, prefix: str, cast: Any, client_of: ClientOf) -> None:
    answer = raw(client_of(cast.alice), 20_000, part, prefix)
    assert answer.status_code == 413
    assert SAID[prefix] in plain(answer)
    json = raw(client_of(cast.alice), 20_000, part, prefix, HTTP_ACCEPT="application/json")
    assert json.status_code == 413 and SAID[prefix] in json.json()["error"]


def test_thousands_of_fields_in_a_plain_form(cast: Any, client_of: ClientOf) -> None:
    body = "&".join(f"f{n}=1" for n in range(20_000))
    answer = client_of(cast.alice).generic("POST", "/en/t/new/", body.encode(), "application/x-www-form-urlencoded")
    assert answer.status_code == 413 and SAID["/en"] in plain(answer)


def test_a_form_that_says_it_is_enormous_is_not_read(cast: Any, client_of: ClientOf) -> None:
    class Unread(io.BytesIO):
        def read(self, *_args: Any) -> bytes:
            raise AssertionError("it was read")

    answer = client_of(cast.alice).post(
        "/en/t/new/",
        headers={"X": "y"},
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
        **{"CONTENT_LENGTH": str(uploads.MOST_REQUEST_BYTES + 1), "wsgi.input": Unread()},
    )
    assert answer.status_code == 413 and SAID["/en"] in plain(answer)


@pytest.mark.parametrize(
    "part",
    [
        'Content-Disposition: form-data; name="' + "n" * 100_000 + '"\r\n\r\nx',
        'Content-Disposition: form-data; name="photos_files"; filename="' + "n" * 100_000 + '.jpg"\r\n\r\nx',
    ],
)
def test_names_without_end(part: str, cast: Any, client_of: ClientOf) -> None:
    answer = raw(client_of(cast.alice), 1, part, "/en")
    assert answer.status_code == 400
    assert "could not read that request" in plain(answer)


def test_a_long_file_name_is_only_a_name(cast: Any, client_of: ClientOf) -> None:
    answer = sent(client_of(cast.alice), [a_file(name="长" * 100 + "/../../etc/passwd\x00.jpg")])
    assert answer.status_code == 302
    assert all("passwd" not in name for name in stored())


def documents(client: Client, name: str, content: bytes) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/cms/documents/add/", {"title": "鸭子", "file": file, "collection": 1})


@pytest.mark.parametrize(
    "name", ["frog.html", "frog.svg", "frog.js", "frog.exe", "frog.pdf.html", "frog", "frog.xhtml"]
)
def test_the_cms_takes_documents_of_known_kinds(name: str, cast: Any, client_of: ClientOf) -> None:
    answer = documents(client_of(cast.staff), name, b"<script>alert(1)</script>")
    assert answer.status_code == 200, "the form again"
    assert get_document_model().objects.count() == 0
    assert [one for one in stored() if "frog" in one] == []


def test_the_cms_takes_a_paper_and_no_mountain_of_it(cast: Any, client_of: ClientOf) -> None:
    client = client_of(cast.staff)
    answer = documents(client, "paper.pdf", b"%PDF-1.7" + b"x" * 20_000_001)
    assert answer.status_code == 200 and get_document_model().objects.count() == 0
    assert documents(client, "paper.pdf", b"%PDF-1.7 paper").status_code == 302
    assert get_document_model().objects.count() == 1


def images(client: Client, name: str, content: bytes) -> Any:
    file = SimpleUploadedFile(name, content, content_type="image/png")
    return client.post("/cms/images/add/", {"title": "鸭子", "file": file, "collection": 1})


def test_the_cms_takes_pictures_by_what_they_are(cast: Any, client_of: ClientOf) -> None:
    client = client_of(cast.staff)
    many = io.BytesIO()
    Image.new("1", (10_000, 5_001)).save(many, "PNG")
    wrong = {
        "frog.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        "frog.png": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        "large.png": many.getvalue() + b"x" * 10_000_000,
        "wide.png": many.getvalue(),
    }
    for name, content in wrong.items():
        assert images(client, name, content).status_code == 200, name
    assert get_image_model().objects.count() == 0
    assert images(client, "duck.png", a_file(kind="PNG").read()).status_code == 302
    assert default_storage.exists(get_image_model().objects.get().file.name)
