"""A parent's photo review, from the form to the wall."""

import re
import uuid
from typing import Any

import pytest

from community.notes.actions import hide_note, recount_product, restore_note
from community.notes.models import Note
from community.products.models import Product
from tests.budget import same_queries
from tests.factories.notes import a_note, a_product
from tests.factories.photos import a_photo
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db


def typed(photo: Any, **changes: Any) -> dict[str, Any]:
    return {
        "title": "三个月的小碗",
        "text": "吸得住，洗得净。#辅食#",
        "photos": [str(photo.pk)],
        "token": str(uuid.uuid4()),
        **changes,
    }


def test_a_parent_publishes_a_note_and_others_read_it(cast: Any, client_of: Any, settle: Any) -> None:
    bowl = a_product(slug="bowl")
    answer = client_of(cast.alice).post("/notes/new/", typed(a_photo(by=cast.alice), product="bowl", stars="4"))
    assert answer.status_code == 302
    note = Note.objects.get()
    assert note.topics == ["辅食"]
    settle()
    page = client_of(cast.nobody).get(answer["Location"]).content.decode()
    assert "三个月的小碗" in page
    assert "/topics/" in page
    bowl.refresh_from_db()
    assert (bowl.notes_count, bowl.rated_count, bowl.stars_sum, bowl.stars) == (1, 1, 4, 4.0)
    assert cast.alice.awards.filter(code="first_note").count() == 1


def test_a_double_click_writes_one_note(cast: Any, client_of: Any) -> None:
    alice, form = client_of(cast.alice), typed(a_photo(by=cast.alice))
    places = {alice.post("/notes/new/", form)["Location"] for _ in range(2)}
    assert len(places) == Note.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"title": ""}, 422, "标题"),
        ({"text": "   "}, 422, "字"),
        ({"text": "长" * 5_001}, 413, "5,000"),
        ({"title": "长" * 61}, 413, "60"),
        ({"photos": []}, 422, "至少要有一张照片"),
        ({"stars": "5"}, 409, "星"),
        ({"stars": "9"}, 422, ""),
        ({"product": "no-such"}, 422, ""),
        ({"photos": [str(uuid.uuid4())]}, 422, ""),
        ({"photos": ["<script>"]}, 422, ""),
    ],
)
def test_a_refused_note_says_why_and_keeps_what_was_typed(
    cast: Any, client_of: Any, changes: Any, status: int, sentence: str
) -> None:
    answer = client_of(cast.alice).post("/notes/new/", typed(a_photo(by=cast.alice), **changes))
    page = answer.content.decode()
    assert answer.status_code == status
    assert sentence in page
    assert changes.get("title", "三个月的小碗") in page
    assert not Note.objects.exists()


def test_somebody_elses_photo_is_refused(cast: Any, client_of: Any) -> None:
    answer = client_of(cast.outsider).post("/notes/new/", typed(a_photo(by=cast.alice)))
    assert answer.status_code == 422
    assert not Note.objects.exists()


def test_only_the_author_edits_and_deletes(cast: Any, client_of: Any) -> None:
    note = a_note(by=cast.alice)
    outsider, alice = client_of(cast.outsider), client_of(cast.alice)
    assert outsider.get(f"/notes/{note.pk}/edit/").status_code == 404
    assert outsider.post(f"/notes/{note.pk}/delete/").status_code == 404
    assert client_of(cast.nobody).post(f"/notes/{note.pk}/delete/").status_code == 403
    photo = note.note_photos.get().photo
    assert edited(alice, f"/notes/{note.pk}/edit/", typed(photo, title="改过的标题")).status_code == 302
    note.refresh_from_db()
    assert note.title == "改过的标题"
    assert alice.post(f"/notes/{note.pk}/delete/").status_code == 302
    assert alice.get(f"/notes/{note.pk}/").status_code == 404


def test_counts_follow_edits_deletes_and_hiding(cast: Any, client_of: Any) -> None:
    cup, bowl = a_product(slug="cup"), a_product(slug="bowl")
    note = a_note(by=cast.alice, product=cup, stars=5)
    photo = note.note_photos.get().photo
    edited(client_of(cast.alice), f"/notes/{note.pk}/edit/", typed(photo, product="bowl", stars="2"))
    assert counts(cup) == (0, 0, 0)
    assert counts(bowl) == (1, 1, 2)
    for _ in range(2):
        hide_note(by=cast.staff, id=str(note.pk))
    assert counts(bowl) == (0, 0, 0)
    restore_note(by=cast.staff, id=str(note.pk))
    assert counts(bowl) == (1, 1, 2)
    Product.objects.update(notes_count=99, stars_sum=99)
    recount_product(product_id=bowl.pk)
    assert counts(bowl) == (1, 1, 2)


def counts(product: Product) -> tuple[int, int, int]:
    product.refresh_from_db()
    return product.notes_count, product.rated_count, product.stars_sum


def test_a_hidden_note_is_seen_by_its_author_and_staff_only(cast: Any, client_of: Any) -> None:
    note = a_note(by=cast.alice)
    hide_note(by=cast.staff, id=str(note.pk))
    seen = {
        who: client_of(getattr(cast, who)).get(f"/notes/{note.pk}/").status_code
        for who in ("alice", "staff", "outsider", "nobody")
    }
    assert seen == {"alice": 200, "staff": 200, "outsider": 404, "nobody": 404}


def test_likes_count_once_and_not_ones_own(cast: Any, client_of: Any, settle: Any) -> None:
    note = a_note(by=cast.alice)
    bob = client_of(cast.bob)
    for _ in range(2):
        bob.post(f"/notes/{note.pk}/like/")
    assert client_of(cast.alice).post(f"/notes/{note.pk}/like/").status_code == 422
    note.refresh_from_db()
    assert note.likes_count == 1
    settle()
    assert cast.alice.notices.filter(kind="note_liked").count() == 1
    bob.post(f"/notes/{note.pk}/like/", {"undo": "1"})
    note.refresh_from_db()
    assert note.likes_count == 0


def test_lists_cost_the_same_for_many(cast: Any, client_of: Any) -> None:
    bowl = a_product(slug="bowl")
    a_note(by=cast.alice, product=bowl, stars=3)

    def more() -> None:
        for number in range(6):
            a_note(by=cast.bob, title=f"第 {number} 篇", product=bowl, stars=4)
            a_product()

    for address in ("/notes/", "/products/bowl/", "/products/"):
        same_queries(lambda address=address: client_of(cast.nobody).get(address), more)  # type: ignore[misc]


def test_hostile_words_stay_words(cast: Any, client_of: Any) -> None:
    note = a_note(
        by=cast.alice, title="<script>alert(1)</script>", text="<img src=x onerror=alert(1)> [x](javascript:alert(1))"
    )
    page = client_of(cast.nobody).get(f"/notes/{note.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page


def test_stars_are_named_and_a_refused_form_keeps_them(cast: Any, client_of: Any) -> None:
    alice = client_of(cast.alice)
    empty = alice.get("/notes/new/").content.decode()
    assert [f"{number} 星，满分 5 星" in empty for number in range(7)] == [False, *[True] * 5, False]
    assert '<select name="stars"' not in empty
    refused = alice.post("/notes/new/", typed(a_photo(by=cast.alice), title="", product="", stars="3"))
    assert re.search(r'<input[^>]*value="3"[^>]*checked', refused.content.decode())
    wrong = alice.post("/notes/new/", typed(a_photo(by=cast.alice), stars="9"))
    assert re.search(r'<fieldset class="field choices-field wrong".*id="id_stars_error"', wrong.content.decode(), re.S)
