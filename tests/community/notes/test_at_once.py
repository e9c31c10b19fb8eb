"""Notes that change places at the same moment."""

import uuid
from typing import Any

import pytest

from community.notes.actions import edit_note, like, publish_note, recount_likes
from community.notes.models import Note, NoteLike
from community.products.models import Product
from tests.at_once import at_once
from tests.factories.notes import a_note, a_product
from tests.factories.photos import a_photo

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_notes_change_products_with_each_other(cast: Any) -> None:
    bowl, spoon = a_product(name="小碗", slug="bowl"), a_product(name="勺子", slug="spoon")
    notes = [a_note(by=cast.alice, product=bowl, stars=5), a_note(by=cast.bob, product=spoon, stars=3)]
    photos = [[one.photo_id for one in note.note_photos.all()] for note in notes]

    def moves(place: int, product: Product) -> None:
        note = notes[place]
        stars = (5, 3)[place]
        edit_note(
            by=note.author, note=note, title="换了", text="换个产品", photos=photos[place], product=product, stars=stars
        )

    for to in (spoon, bowl) * 3:
        other = bowl if to == spoon else spoon
        assert at_once(lambda to=to: moves(0, to), lambda other=other: moves(1, other)) == ["done", "done"]
        assert Product.objects.values_list("notes_count", "stars_sum").get(pk=to.pk) == (1, 5)
        assert Product.objects.values_list("notes_count", "stars_sum").get(pk=other.pk) == (1, 3)


def test_a_form_sent_by_two_tabs_is_one_note(cast: Any) -> None:
    alice, token = cast.alice, uuid.uuid4()
    photo = a_photo(by=alice)
    send = lambda: publish_note(by=alice, title="一次", text="只发一次", photos=[photo], token=token)  # noqa: E731
    assert at_once(*[send] * 4) == ["done"] * 4
    assert Note.objects.count() == 1


def test_likes_at_once_and_a_recount_meanwhile(cast: Any) -> None:
    note = a_note(by=cast.alice)
    likes = [lambda by=by: like(by=by, note=note) for by in [cast.bob, cast.mei, cast.outsider] * 2]
    assert at_once(*likes, lambda: recount_likes(note_id=note.pk)) == ["done"] * 7
    note.refresh_from_db()
    assert note.likes_count == NoteLike.objects.filter(note=note).count() == 3
