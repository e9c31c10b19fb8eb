"""A parent adds a picture: it is hers alone until it passed, then everybody's, in all its sizes."""

from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media.photos.actions import receive_photos
from media.photos.models import Photo, PhotoRendition
from media.photos.queries import own_photos
from media.screening.models import Screening
from tadpole.errors import Invalid
from tadpole.events.models import Fact
from tests.factories.notes import a_note
from tests.factories.photos import a_file, a_photo
from tests.uploads import stored

UPLOAD = "/photos/"


def send(client, file, **headers):
    return client.post(UPLOAD, {"file": file}, headers={"accept": "application/json", **headers})


pytestmark = pytest.mark.usefixtures("no_uploads")


def test_a_picture_is_its_owners_until_it_passed_and_then_everybodys(cast, client_of, settle) -> None:
    alice, other = client_of(cast.alice), client_of(cast.outsider)
    answer = send(alice, a_file(width=700, height=500))
    assert answer.status_code == 201
    photo = Photo.objects.get(pk=answer.json()["id"])
    assert (photo.state, photo.width, photo.height) == ("waiting", 700, 500)
    address = photo.address(640)
    assert alice.get(address).headers["Content-Type"] == "image/jpeg"  # the original while sizes are being made
    assert other.get(address).status_code == 404
    assert client_of(cast.nobody).get(address).status_code == 404

    settle()
    photo.refresh_from_db()
    assert photo.state == "ready"
    a_note(by=cast.alice, photos=[photo])
    assert photo.screening.verdict == Screening.Verdict.PASSED
    assert {(one.width, one.format) for one in photo.renditions.all()} == {
        (w, f) for w in (320, 640, 700) for f in ("avif", "webp", "jpg")
    }
    for kind, mime in (("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")):
        shown = other.get(photo.address(640, kind))
        assert (shown.status_code, shown.headers["Content-Type"]) == (200, mime)
        assert shown.headers["Cache-Control"] == "private, max-age=300"
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert Fact.objects.filter(name="photos.PhotoReady").count() == 1


def test_delivering_twice_makes_nothing_twice(cast, settle) -> None:
    photo = a_photo(by=cast.alice, printed=True)
    files = set(stored())
    settle()
    assert PhotoRendition.objects.filter(photo=photo).count() == 3
    assert set(stored()) == files


def test_nothing_of_the_file_that_came_is_kept(cast, client_of) -> None:
    came = a_file(name="IMG_our-home.jpg")
    send(client_of(cast.alice), came)
    came.seek(0)
    (name,) = stored()
    assert "our-home" not in name
    with default_storage.open(name) as kept:
        assert kept.read() != came.read()


@pytest.mark.parametrize(
    ("file", "status", "said"),
    [
        (SimpleUploadedFile("a.pdf", b"%PDF-1.7 not a picture", "image/jpeg"), 422, "JPEG"),
        (SimpleUploadedFile("a.jpg", b"", "image/jpeg"), 422, ""),
        (SimpleUploadedFile("a.jpg", b"\xff\xd8\xff\xe0" + b"0" * 64, "image/jpeg"), 422, ""),
        (SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + b"0" * 20_000_000, "image/jpeg"), 413, "20"),
    ],
)
def test_what_is_no_picture_gets_one_sentence_and_leaves_nothing(cast, client_of, file, status, said) -> None:
    answer = send(client_of(cast.alice), file)
    assert answer.status_code == status
    assert said in answer.json()["error"]
    assert (
        not Photo.objects.exists()
        and not Screening.objects.exists()
        and not Fact.objects.filter(name__startswith="photos").exists()
    )
    assert stored() == []


def test_the_sentence_is_in_the_language_of_the_page(cast, client_of) -> None:
    sentences = {
        language: send(client_of(cast.alice), SimpleUploadedFile("a.txt", b"text"), **{"x-language": language}).json()[
            "error"
        ]
        for language in ("zh-Hans", "zh-Hant", "en")
    }
    assert sentences["en"].startswith("This kind of file")
    assert len(set(sentences.values())) == 3


def test_who_is_not_signed_in_sends_nothing(cast, client_of) -> None:
    assert send(client_of(cast.nobody), a_file()).status_code == 403
    assert stored() == []


def test_the_sixty_first_picture_in_ten_minutes_waits(cast, client_of) -> None:
    client = client_of(cast.alice)
    for _ in range(60):
        send(client, SimpleUploadedFile("a.txt", b""))
    answer = send(client, a_file())
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_a_forged_or_foreign_id_is_refused(cast) -> None:
    mine, hers = a_photo(by=cast.alice), a_photo(by=cast.mei)
    assert own_photos(by=cast.alice, ids=[str(mine.pk), str(mine.pk)]) == [mine]
    for ids in ([hers.pk], [uuid4()], ["' OR 1=1"], [mine.pk, hers.pk]):
        with pytest.raises(Invalid):
            own_photos(by=cast.alice, ids=ids)


def test_a_form_without_scripts_brings_files_and_ids_together(cast) -> None:
    first = a_photo(by=cast.alice)
    photos = receive_photos(by=cast.alice, ids=[str(first.pk)], uploads=[a_file(), a_file()], most=3)
    assert [one.owner_id for one in photos] == [cast.alice.pk] * 3 and photos[0] == first
    before = set(stored())
    with pytest.raises(Invalid):
        receive_photos(by=cast.alice, ids=[first.pk], uploads=[a_file()] * 3, most=3)
    with pytest.raises(Invalid):
        receive_photos(by=cast.alice, uploads=[a_file(), SimpleUploadedFile("a.txt", b"text")], most=3)
    assert set(stored()) == before


def test_a_row_that_cannot_be_written_leaves_no_file(cast, monkeypatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("media.photos.actions.receiving.publish", broken)
    with pytest.raises(RuntimeError):
        a_photo(by=cast.alice)
    assert stored() == [] and not Screening.objects.exists()


def test_hostile_addresses_find_nothing(cast, client_of) -> None:
    photo = a_photo(by=cast.alice, width=700, height=500)
    client = client_of(cast.alice)
    for address in (
        f"/photos/{photo.pk}/641.webp",
        f"/photos/{photo.pk}/99999.jpg",
        f"/photos/{photo.pk}/320.svg",
        f"/photos/{uuid4()}/320.webp",
        f"/media/{photo.file.name}",
        "/media/images/../photos/x.jpg",
    ):
        assert client.get(address).status_code == 404, address
    assert client.get(reverse("photos:upload")).status_code == 405
