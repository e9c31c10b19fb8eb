"""Posts, notes, entries, photos and comments: wherever one stands, others find the way to report it."""

from typing import Any

import pytest
from django.urls import reverse

from community.moderation.models import Flag
from community.profiles.actions import change_profile
from tests.factories.contests import a_contest, an_entry
from tests.factories.live import comments, on_air
from tests.factories.notes import a_note
from tests.factories.photos import a_photo
from tests.factories.threads import a_thread

pytestmark = pytest.mark.django_db


def somethings(cast: Any) -> dict[str, tuple[str, str, str]]:
    """{story: (address of the page, kind, id)}: each of Alice."""
    photos = [a_photo(by=cast.alice) for _ in range(5)]
    thread = a_thread(by=cast.alice, photos=photos[:1])
    among = a_thread(by=cast.alice, text=f"看图。![图](photo:{photos[4].pk})", photos=photos[4:])
    note = a_note(by=cast.alice, photos=photos[1:2])
    entry = an_entry(by=cast.alice, contest=a_contest(by=cast.editor), photos=photos[2:3])
    session = on_air(by=cast.doctor)
    line = comments(session, by=cast.alice, offsets=[5])[0]
    change_profile(by=cast.alice, name="阿芷在路上", avatar=photos[3])
    cast.alice.profile.__class__.objects.filter(pk=cast.alice.pk).update(avatar_url=photos[3].address(320))
    return {
        "post": (thread.get_absolute_url(), "post", str(thread.posts.get().pk)),
        "photo of a post": (thread.get_absolute_url(), "photo", str(photos[0].pk)),
        "photo among the words": (among.get_absolute_url(), "photo", str(photos[4].pk)),
        "note": (note.get_absolute_url(), "note", str(note.pk)),
        "photo of a note": (note.get_absolute_url(), "photo", str(photos[1].pk)),
        "entry": (entry.get_absolute_url(), "entry", str(entry.pk)),
        "photo of an entry": (entry.get_absolute_url(), "photo", str(photos[2].pk)),
        "face": (reverse("profiles:profile", args=[cast.alice.pk]), "photo", str(photos[3].pk)),
        "comment": (session.get_absolute_url(), "comment", str(line.pk)),
    }


def test_others_find_the_button_and_it_works(cast: Any, client_of: Any) -> None:
    bob, nobody = client_of(cast.bob), client_of(cast.nobody)
    for story, (page, kind, id_) in somethings(cast).items():
        address = reverse("moderation:flag", args=[kind, id_])
        assert f'href="{address}"' in bob.get(page).content.decode(), story
        assert address not in nobody.get(page).content.decode(), story
        assert bob.post(address, {"reason": "private"}).status_code == 302, story
        assert Flag.objects.filter(reviewable__kind=kind, reviewable__subject_id=id_, by=cast.bob).exists(), story


def test_ones_own_photo_has_no_such_button_and_opens_large(cast: Any, client_of: Any) -> None:
    photo = a_photo(by=cast.alice)
    note = a_note(by=cast.alice, photos=[photo])
    page = client_of(cast.alice).get(note.get_absolute_url()).content.decode()
    assert reverse("moderation:flag", args=["photo", photo.pk]) not in page
    assert f'href="{photo.largest}"' in page
    assert client_of(cast.alice).get(photo.largest).status_code == 200


def test_a_photo_nobody_else_sees_is_neither_linked_nor_reported(cast: Any, client_of: Any) -> None:
    photo = a_photo(by=cast.alice, passed=False)
    note = a_note(by=cast.alice, photos=[photo])
    assert str(photo.pk) not in client_of(cast.bob).get(note.get_absolute_url()).content.decode()
