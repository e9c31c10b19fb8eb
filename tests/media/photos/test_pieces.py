"""A picture comes in pieces over a network that breaks: each piece once, decoded when whole, its raw bytes gone at once."""

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from media.photos import rules
from media.photos.gateways import darkroom
from media.photos.models import Photo, Piece, Upload
from media.photos.tasks import sweep_uploads
from tadpole.accounts.actions import close_account
from tadpole.config.keeping import uploads as kept_uploads
from tests.factories.notes import a_note
from tests.uploads import stored

pytestmark = pytest.mark.usefixtures("no_uploads")
JSON = {"accept": "application/json", "x-language": "en"}
PLACE = "/notes/new/ photos"


def a_large_picture() -> bytes:
    """About 250 kB that no encoder makes smaller."""
    out = io.BytesIO()
    Image.effect_noise((700, 500), 90).save(out, "JPEG", quality=92)
    assert 2 * rules.LEAST_PIECE < len(out.getvalue()) < rules.MOST_PIECE
    return out.getvalue()


@pytest.fixture(scope="module")
def whole() -> bytes:
    return a_large_picture()


class Sender:
    """Somebody's page, which knows what it sends."""

    def __init__(self, client: Any, whole: bytes) -> None:
        self.client, self.whole, self.id = client, whole, uuid4()

    def first(self, content: bytes, **changed: Any) -> Any:
        facts = {"id": self.id, "size": len(self.whole), "place": PLACE, **changed}
        address = "/photos/?" + "&".join(f"{name}={value}" for name, value in facts.items())
        return self.client.post(address, content, content_type="application/octet-stream", headers=JSON)

    def next(self, start: Any, content: bytes = b"") -> Any:
        address = f"/photos/uploads/{self.id}/?start={start}"
        return self.client.put(address, content, content_type="application/octet-stream", headers=JSON)

    def offset(self) -> int:
        return int(self.client.get(f"/photos/uploads/{self.id}/", headers=JSON).json()["offset"])

    def begin(self) -> int:
        """Two thirds of it; where the rest begins."""
        half = len(self.whole) // 3
        assert self.first(self.whole[:half]).status_code == 200
        return int(self.next(half, self.whole[half : 2 * half]).json()["offset"])

    def left(self, place: str = PLACE) -> list[str]:
        return [one["id"] for one in self.client.get("/photos/uploads/", {"place": place}).json()["uploads"]]


@pytest.fixture
def alice(cast: Any, client_of: Any, whole: bytes) -> Sender:
    return Sender(client_of(cast.alice), whole)


def test_it_goes_on_where_it_stopped_and_its_raw_bytes_go(alice: Sender) -> None:
    at = alice.begin()
    assert alice.offset() == at == Upload.objects.get().received
    assert len(stored()) == 2 and all(one.startswith("incoming/") for one in stored())
    assert not Photo.objects.exists(), "decoded before it was whole"
    answer = alice.next(at, alice.whole[at:])
    assert (answer.status_code, answer.json()["id"]) == (201, str(alice.id))
    photo = Photo.objects.get()
    assert (photo.pk, photo.width, photo.height) == (alice.id, 700, 500)
    assert stored() == [str(photo.file.name)] and not Piece.objects.exists()


def test_what_comes_twice_or_out_of_order_changes_nothing(alice: Sender) -> None:
    at = alice.begin()
    assert alice.next(0, alice.whole[:150_000]).json()["offset"] == at
    assert alice.first(alice.whole[:150_000]).json()["offset"] == at
    assert alice.next(at + 1, alice.whole[at + 1 :]).json()["offset"] == at
    assert len(stored()) == Piece.objects.count() == 2
    answers = [alice.next(at, alice.whole[at:]) for _n in range(3)] + [alice.next(len(alice.whole))]
    assert {(one.status_code, one.json()["id"]) for one in answers} == {(201, str(alice.id))}
    assert Photo.objects.count() == Upload.objects.count() == 1


def test_one_that_fits_into_a_piece_is_never_stored_raw(alice: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("media.photos.actions.arriving.keep_piece", None)
    assert [alice.first(alice.whole).status_code for _n in range(2)] == [201, 201]
    assert Photo.objects.get().pk == alice.id


def test_it_is_its_senders(alice: Sender, cast: Any, client_of: Any) -> None:
    at = alice.begin()
    for person, refused in ((cast.outsider, 404), (cast.nobody, 404)):
        other = Sender(client_of(person), alice.whole)
        other.id = alice.id
        assert other.client.get(f"/photos/uploads/{alice.id}/", headers=JSON).status_code == refused
        assert other.next(at, alice.whole[at:]).status_code in (403, refused)
        assert other.first(alice.whole).status_code in (403, refused)
        assert other.client.delete(f"/photos/uploads/{alice.id}/", headers=JSON).status_code == refused
        assert other.left() == []
    assert alice.offset() == at
    photo = alice.next(at, alice.whole[at:]).json()["id"]
    Upload.objects.all().delete()
    thief = Sender(client_of(cast.outsider), alice.whole)
    thief.id = alice.id  # an id that names a picture already
    assert thief.first(alice.whole).status_code == 404
    assert Photo.objects.get(pk=photo).owner_id == cast.alice.pk


def test_odd_pieces_get_a_sentence(alice: Sender, whole: bytes) -> None:
    third = len(whole) // 3
    assert alice.first(whole[:third], size=rules.MOST_BYTES + 1).status_code == 413
    assert alice.first(whole[:third], id="frog").status_code == 422
    assert alice.first(whole[:third], size="-7").status_code == 404
    assert alice.first(whole[:third], size="9" * 40).status_code == 404
    assert alice.first(whole[:10]).status_code == 422, "ten bytes a piece would be two million requests"
    assert alice.first(whole + b"more").status_code == 422
    assert alice.first(b"x" * (rules.MOST_PIECE + 1), size=rules.MOST_BYTES, id=uuid4()).status_code == 413
    assert alice.first(whole[:third], place="%00%F0%9F%90%B8" * 300).status_code == 200
    assert alice.next("frog", whole[:third]).json()["offset"] == third
    assert len(stored()) == 1


@pytest.mark.parametrize("pieces", [1, 2])
def test_what_is_no_picture_leaves_nothing(alice: Sender, pieces: int) -> None:
    alice.whole = b"no picture" * 30_000
    answer = alice.first(alice.whole[: len(alice.whole) // pieces])
    if pieces == 2:
        answer = alice.next(150_000, alice.whole[150_000:])
    assert answer.status_code == 422 and "JPEG" in answer.json()["error"]
    assert stored() == [] and not Upload.objects.exists() and not Photo.objects.exists()


def test_while_many_are_decoded_it_is_kept_and_asked_for_again(alice: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: Any) -> None:
        raise darkroom.Busy

    at = alice.begin()
    with monkeypatch.context() as while_busy:
        while_busy.setattr(darkroom, "developed", busy)
        assert alice.next(at, alice.whole[at:]).status_code == 409
    assert alice.offset() == len(alice.whole)
    assert alice.left() == [str(alice.id)]
    assert alice.next(len(alice.whole)).status_code == 201


def test_a_store_that_refuses_loses_no_piece_that_was_kept(alice: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError("no space left")

    at = alice.begin()
    with monkeypatch.context() as while_full:
        while_full.setattr(default_storage, "save", full)
        answer = alice.next(at, alice.whole[at:])
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert alice.offset() == at
    assert alice.next(at, alice.whole[at:]).status_code == 201
    assert len(stored()) == 1


def test_a_piece_that_is_gone_from_the_store_lets_the_sender_begin_anew(alice: Sender) -> None:
    at = alice.begin()
    default_storage.delete(stored()[0])
    assert alice.next(at, alice.whole[at:]).status_code == 404
    assert stored() == [] and alice.first(alice.whole).status_code == 201


def test_all_its_pieces_are_one_write_and_one_picture(alice: Sender, settings: Any) -> None:
    settings.WRITES_A_MINUTE = 2
    at = alice.begin()
    for _n in range(10):
        assert alice.next(0, alice.whole[:150_000]).status_code == 200
    assert alice.next(at, alice.whole[at:]).status_code == 201
    alice.id = uuid4()
    assert alice.first(alice.whole).status_code == 201
    alice.id = uuid4()
    assert alice.first(alice.whole).status_code == 429
    assert alice.client.put("/notes/new/").status_code == 429, "a PUT elsewhere is a write"
    alice.id = Upload.objects.first().pk
    answers = [alice.next(0).status_code for _n in range(2 * 20)]
    assert answers[-1] == 429 and 201 in answers, "pieces have a limit too"


def test_the_sixty_first_picture_waits_but_not_its_pieces(alice: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    paced = []
    monkeypatch.setattr("media.photos.actions.arriving.pace", lambda **about: paced.append(about))
    at = alice.begin()
    alice.first(alice.whole[:150_000])
    alice.next(at, alice.whole[at:])
    assert len(paced) == 1


def test_after_a_day_nothing_of_it_is_left(alice: Sender) -> None:
    """The rows grow old, not the clock: a store refuses requests that are signed at another hour."""
    alice.begin()
    Upload.objects.update(created_at=timezone.now() - timedelta(hours=23))
    sweep_uploads()
    assert len(stored()) == 2
    Upload.objects.update(created_at=timezone.now() - timedelta(hours=25))
    sweep_uploads()
    assert stored() == [] and not Upload.objects.exists() and not Piece.objects.exists()


def test_with_the_account_it_goes(alice: Sender, cast: Any, settle: Any) -> None:
    alice.begin()
    close_account(by=cast.alice, email=cast.alice.email)
    settle()
    assert not [one for one in stored() if one.startswith("incoming/")] and not Upload.objects.exists()


def test_no_backup_holds_raw_bytes(alice: Sender) -> None:
    alice.begin()
    assert [one.path.startswith("incoming/") for one in kept_uploads.listed()] == [True, True]
    assert list(kept_uploads.lasting()) == []


def test_a_picture_whose_form_was_not_sent_is_still_there_for_its_sender(
    alice: Sender, cast: Any, client_of: Any
) -> None:
    alice.first(alice.whole)
    first = alice.id
    alice.id = uuid4()
    at = alice.begin()
    assert alice.left() == [str(first)], "what is on its way is not there yet"
    alice.next(at, alice.whole[at:])
    assert alice.left() == [str(first), str(alice.id)]
    assert alice.left("/t/new/ photos") == alice.left("") == []
    assert Sender(client_of(cast.outsider), b"").left() == Sender(client_of(cast.nobody), b"").left() == []

    a_note(by=cast.alice, photos=[Photo.objects.get(pk=first)])
    assert alice.left() == [str(alice.id)]
    assert alice.client.delete(f"/photos/uploads/{alice.id}/").status_code == 204
    assert alice.client.delete(f"/photos/uploads/{first}/").status_code == 204
    assert [one.pk for one in Photo.objects.all()] == [first], "what a note shows stays"
    assert alice.left() == []
