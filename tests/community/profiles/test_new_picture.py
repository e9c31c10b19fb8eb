"""A picture that is changed is the new one wherever it is seen: for oneself at once, for others as soon as everybody may see it."""

from typing import Any

import pytest
from django.test import Client

from community.notifications.actions import notify
from media.photos.actions import decide, make_renditions
from media.photos.models import Photo
from tests.factories.notes import a_note
from tests.factories.photos import a_photo
from tests.factories.threads import a_reply, a_thread
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db


def choose(client: Client, photo: Photo | None) -> None:
    fields = {"name": "阿芷", "bio": ""}
    answer = edited(client, "/people/edit/", {**fields, "avatar": str(photo.pk)} if photo else fields)
    assert answer.status_code == 302


@pytest.fixture
def places(cast: Any, settle: Any) -> list[str]:
    """Addresses that show Alice's face to others."""
    thread = a_thread(by=cast.alice)
    a_reply(by=cast.alice, thread=thread)
    note = a_note(by=cast.alice)
    notify(to=cast.bob.pk, kind="test", message="x", url="/~/", actor_id=cast.alice.pk, key="test")
    settle()
    circle = f"/circles/{thread.circle.slug}/"
    return [f"/people/{cast.alice.pk}/", f"/t/{thread.pk}/", circle, f"/notes/{note.pk}/", "/notices/", "/"]


def where_seen(client: Client, places: list[str], photo: Photo) -> list[str]:
    return [path for path in places if f"/{photo.pk}/" in client.get(path, follow=True).content.decode()]


def test_others_see_the_new_one_everywhere_and_the_old_one_nowhere(
    cast: Any, client_of: Any, settle: Any, places: list[str]
) -> None:
    alice, bob = client_of(cast.alice), client_of(cast.bob)
    old, new = a_photo(by=cast.alice, printed=True), a_photo(by=cast.alice, printed=True)
    choose(alice, old)
    settle()
    assert where_seen(bob, places, old) == places, "each of them shows a face"
    choose(alice, new)
    assert (where_seen(bob, places, new), where_seen(bob, places, old)) == (places, [])
    decide(by=cast.staff, photo_id=new.pk, passed=False, reason="看得到门牌号")
    settle()
    assert where_seen(bob, places, new) == [], "taken back, it is seen nowhere"
    decide(by=cast.staff, photo_id=new.pk, passed=True, reason="遮住了")
    settle()
    choose(alice, None)
    assert where_seen(bob, places, new) == []


def test_oneself_sees_it_at_once_and_others_when_everybody_may(
    cast: Any, client_of: Any, settle: Any, places: list[str]
) -> None:
    alice, bob = client_of(cast.alice), client_of(cast.bob)
    choose(alice, a_photo(by=cast.alice, printed=True))
    new = a_photo(by=cast.alice, passed=False)
    choose(alice, new)
    assert where_seen(alice, places, new) == places, "also in the header of every page"
    assert where_seen(bob, places, new) == [] == where_seen(client_of(cast.nobody), places[:2], new)
    own = alice.get(places[0]).content.decode()
    assert "别人还看不到" in own and 'href="/people/edit/#avatar-label"' in own
    settle()
    make_renditions(photo_id=str(new.pk))
    settle()
    assert where_seen(bob, places, new) == places
    assert "别人还看不到" not in alice.get(places[0]).content.decode()
    assert "avatar-label" not in bob.get(places[0]).content.decode(), "nobody else is asked to change it"
