"""Two tabs change one thing: the second is told, sees both texts, loses neither, and may send again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from community.families.models import Child
from community.kols.models import Kol
from community.live.models import LiveSession
from community.notes.models import Note
from community.profiles.models import Profile
from community.threads.models import Post
from tests.factories.families import an_expected_child
from tests.factories.kols import an_application
from tests.factories.live import a_session
from tests.factories.notes import a_note
from tests.factories.photos import a_photo
from tests.factories.threads import a_thread
from tests.forms_on_pages import PageForm, forms_in

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]


@dataclass(frozen=True)
class Edit:
    """A form that changes something: whose, where, the field that two tabs fill in, and what is kept of it."""

    who: str
    address: Callable[[Any], str]
    field: str
    kept: Callable[[], str]
    first: str = "第一个窗口写的，早上没有发烧"
    second: str = "第二个窗口写的，睡了一整夜"


EDITS = {
    "post": Edit(
        "alice",
        lambda cast: f"/t/{a_thread(by=cast.alice).pk}/1/edit/",
        "text",
        lambda: Post.objects.get(number=1).text,
    ),
    "title of a thread": Edit(
        "alice",
        lambda cast: f"/t/{a_thread(by=cast.alice).pk}/1/edit/",
        "title",
        lambda: Post.objects.get(number=1).thread.title,
    ),
    "note": Edit(
        "alice", lambda cast: f"/notes/{a_note(by=cast.alice).pk}/edit/", "text", lambda: Note.objects.get().text
    ),
    "profile": Edit(
        "alice", lambda _cast: "/people/edit/", "bio", lambda: Profile.objects.get(user__email="alice@example.org").bio
    ),
    "child": Edit(
        "alice",
        lambda cast: f"/family/{an_expected_child(by=cast.alice).pk}/",
        "nickname",
        lambda: Child.objects.get().nickname,
        "糯米",
        "豆包",
    ),
    "live session": Edit(
        "doctor",
        lambda cast: f"/live/{a_session(by=cast.doctor).pk}/edit/",
        "description",
        lambda: LiveSession.objects.get().description,
    ),
    "application of an expert": Edit(
        "bob",
        lambda cast: an_application(by=cast.bob) and "/kols/apply/",
        "statement",
        lambda: Kol.objects.get(user__email="bob@example.org").statement,
    ),
}


def opened(client: Client, address: str) -> dict[str, Any]:
    """What the edit form of the page would send."""
    return the_form(client.get(address).content.decode(), address).sent


def the_form(page: str, address: str) -> PageForm:
    forms = [one for one in forms_in(page) if "version" in one.names]
    assert len(forms) == 1, address
    return forms[0]


@pytest.mark.parametrize("story", EDITS)
def test_the_second_tab_sees_both_texts_and_may_send_again(story: str, cast: Any, client_of: ClientOf) -> None:
    told = EDITS[story]
    client, address = client_of(getattr(cast, told.who)), told.address(cast)
    one, other = opened(client, address), opened(client, address)
    assert client.post(address, {**one, told.field: told.first}).status_code == 302
    answer = client.post(address, {**other, told.field: told.second})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert told.kept() == told.first
    assert f'data-stands="{told.field}">{told.first}</blockquote>' in page
    again = the_form(page, address).sent
    assert again[told.field] == [told.second]
    assert client.post(address, again).status_code == 302
    assert told.kept() == told.second


@pytest.mark.parametrize("story", EDITS)
def test_a_form_sent_twice_is_no_conflict(story: str, cast: Any, client_of: ClientOf) -> None:
    told = EDITS[story]
    client, address = client_of(getattr(cast, told.who)), told.address(cast)
    sent = {**opened(client, address), told.field: told.first}
    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert told.kept() == told.first


@pytest.mark.parametrize("story", EDITS)
def test_a_form_that_does_not_say_its_version_is_out_of_date(story: str, cast: Any, client_of: ClientOf) -> None:
    told = EDITS[story]
    client, address = client_of(getattr(cast, told.who)), told.address(cast)
    sent, before = {**opened(client, address), told.field: told.first}, told.kept()
    for careless in ({}, {"version": ""}, {"version": "unsaid"}):
        without = {name: value for name, value in sent.items() if name != "version"}
        answer = client.post(address, {**without, **careless})
        assert answer.status_code == 409
        assert told.kept() == before
    again = the_form(answer.content.decode(), address).sent
    assert again[told.field] == [told.first]
    assert client.post(address, again).status_code == 302
    assert told.kept() == told.first


def test_pictures_that_the_other_tab_kept_are_shown(cast: Any, client_of: ClientOf) -> None:
    client, note = client_of(cast.alice), a_note(by=cast.alice, photos=[a_photo(by=cast.alice), a_photo(by=cast.alice)])
    address = f"/notes/{note.pk}/edit/"
    one, other = opened(client, address), opened(client, address)
    first, second = one["photos"]
    assert client.post(address, {**one, "photos": [second]}).status_code == 302
    page = client.post(address, {**other, "photos": [first]}).content.decode()
    stands = page.partition('data-stands="photos">')[2].partition("</blockquote>")[0]
    assert f"/photos/{second}/" in stands and f"/photos/{first}/" not in stands
    assert the_form(page, address).sent["photos"] == [first]


def test_papers_that_changed_are_not_found_good(cast: Any, client_of: ClientOf) -> None:
    """Staff answer what they read, not what came in its place."""
    an_application(by=cast.bob, speciality="儿科护士")
    staff, bob, address = client_of(cast.staff), client_of(cast.bob), f"/kols/queue/{cast.bob.pk}/"
    read = opened(staff, address)
    bob.post("/kols/apply/", {**opened(bob, "/kols/apply/"), "speciality": "院长"})
    answer = staff.post(address, {**read, "verdict": "verify"})
    assert answer.status_code == 409
    assert "院长" in answer.content.decode()
    assert Kol.objects.get(pk=cast.bob.pk).verified_at is None


def test_rights_that_another_administrator_changed_are_not_given_back(cast: Any, client_of: ClientOf) -> None:
    """They stand in forms beside the group's own."""
    group, admin = Group.objects.get(name="Editors"), client_of(cast.staff)
    address, places = f"/cms/groups/edit/{group.pk}/", ("page_permissions", "image_permissions")
    one, other = opened(admin, address), opened(admin, address)
    before = rights(group)
    assert all(any(name.startswith(place) for name in one) for place in places), sorted(one)
    fewer = {name: value for name, value in one.items() if not name.endswith("-0-permissions")}
    assert admin.post(address, fewer).status_code == 302
    after = rights(group)
    assert len(after) < len(before)
    answer = admin.post(address, other)
    assert answer.status_code == 200 and "change_page" in answer.content.decode()
    assert rights(group) == after
    again = the_form(answer.content.decode(), address).sent
    assert admin.post(address, again).status_code == 302
    assert rights(group) == before, "sent again it is a decision"


def rights(group: Group) -> list[str]:
    rows = (
        *group.page_permissions.select_related("permission"),
        *group.collection_permissions.select_related("permission"),
    )
    return sorted(one.permission.codename for one in rows)
