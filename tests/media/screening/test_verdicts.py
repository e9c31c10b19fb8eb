"""Known bad pictures stay with who sent them; staff can say otherwise, and it is kept who did."""

import hashlib

import pytest

from media.photos.actions import decide, screen_photo
from media.photos.models import Photo
from media.screening.models import Screening
from media.screening.rules import hashes_in, reason_against
from tadpole.errors import Refused
from tests.factories.notes import a_note
from tests.factories.photos import a_file, a_photo

GOOD = {"width": 100, "height": 100, "sha256": "a" * 64, "phash": "0123456789abcdef"}


pytestmark = pytest.mark.usefixtures("no_uploads")


@pytest.mark.parametrize(
    ("changed", "bad", "reason"),
    [
        ({}, set(), ""),
        ({"width": 15}, set(), "small"),
        ({"height": 15}, set(), "small"),
        ({"width": 16, "height": 16}, set(), ""),
        ({}, {"a" * 64}, "known"),
        ({}, {"b" * 64}, ""),
        ({}, {"0123456789abcde8"}, "known"),  # 3 bits away
        ({}, {"0123456789abcd00"}, ""),
        ({"phash": "0" * 16}, {"0" * 16}, ""),  # a plain wall
        ({"phash": ""}, {"0" * 16}, ""),
    ],
)
def test_the_rule(changed, bad, reason) -> None:
    assert reason_against(**{**GOOD, **changed}, known_bad=frozenset(bad)) == reason


def test_the_list_of_hashes_is_read_with_its_comments() -> None:
    assert hashes_in(f"# list\n{'A' * 64}  # seen in May\nnonsense\n{'0' * 15}g\n0123456789abcdef\n") == {
        "a" * 64,
        "0123456789abcdef",
    }


def test_a_known_bad_picture_stays_with_its_sender_until_staff_lets_it_pass(
    cast, client_of, settle, settings, tmp_path
) -> None:
    listed = tmp_path / "bad.txt"
    listed.write_text(hashlib.sha256(a_file().read()).hexdigest() + "\n", encoding="utf-8")
    object.__setattr__(settings.ENV, "known_bad_hashes", listed)
    try:
        answer = client_of(cast.alice).post("/photos/", {"file": a_file()}, headers={"accept": "application/json"})
        assert answer.status_code == 201
        settle()
    finally:
        object.__setattr__(settings.ENV, "known_bad_hashes", type(listed)(""))
    photo = Photo.objects.get()
    assert (photo.state, photo.screening.reason, photo.screening.decided_by) == ("refused", "known", None)
    assert client_of(cast.outsider).get(photo.address(320)).status_code == 404

    assert client_of(cast.outsider).get("/photos/screening/").status_code == 403
    assert client_of(cast.outsider).post(f"/photos/screening/{photo.pk}/", {"verdict": "passed"}).status_code == 403
    staff = client_of(cast.staff)
    assert str(photo.pk) in staff.get("/photos/screening/").content.decode()
    assert (
        staff.post(f"/photos/screening/{photo.pk}/", {"verdict": "passed", "reason": "our own picture"}).status_code
        == 302
    )
    photo.refresh_from_db()
    assert photo.state == "ready"
    a_note(by=cast.alice, photos=[photo])
    assert client_of(cast.outsider).get(photo.address(320)).status_code == 200
    history = [(one.verdict, one.by) for one in photo.screening.decisions.all()]
    assert history == [("passed", cast.staff), ("refused", None)]

    screen_photo(photo_id=str(photo.pk))  # the rule does not overrule people
    photo.refresh_from_db()
    assert photo.state == "ready"


def test_staff_can_take_a_passed_picture_back_and_members_cannot(cast) -> None:
    photo = a_photo(by=cast.alice)
    with pytest.raises(Refused):
        decide(by=cast.alice, photo_id=photo.pk, passed=False)
    decide(by=cast.staff, photo_id=photo.pk, passed=False, reason="not her child")
    assert not Photo.objects.visible_to(cast.outsider).exists()
    assert Screening.objects.get().decided_by == cast.staff
    decide(by=cast.staff, photo_id=photo.pk, passed=False)
    assert Screening.objects.get().decisions.count() == 2
