"""Lists whose own stories do not say so: as many queries for many rows as for one, for whoever may look."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from community.moderation.actions import flag
from community.moderation.rules import Ref
from community.profiles.actions import follow
from media.photos.actions import decide
from tests.budget import same_queries
from tests.factories.circles import a_circle
from tests.factories.contests import a_contest, an_entry
from tests.factories.live import a_session, comments, on_air
from tests.factories.notes import a_note, a_product
from tests.factories.photos import a_photo
from tests.factories.profiles import a_person
from tests.factories.threads import a_reply, a_thread

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class List:
    """`more` makes rows on the page at `address`, which `who` reads with at most `most` queries."""

    who: str
    address: Callable[[Any], str]
    more: Callable[[Any, int], object]
    most: int


def one_of_each(cast: Any, number: int) -> None:
    """A thread, a note and somebody who follows: what stands on a person's page."""
    a_thread(by=cast.alice, title=f"第 {number} 个问题", photos=[a_photo(by=cast.alice)])
    a_note(by=cast.alice, product=a_product())
    follow(by=a_person(), whom=cast.alice)


def cases_of_each_kind(cast: Any, number: int) -> None:
    photo, session = a_photo(by=cast.alice), on_air(by=cast.doctor)
    thread = a_thread(by=cast.alice, photos=[photo])
    entry = an_entry(by=a_person(), contest=a_contest(by=cast.editor, title=f"第 {number} 场"))
    line = comments(session, by=cast.alice, offsets=[number])[0]
    post = a_reply(by=cast.alice, thread=thread)
    kinds = {"post": post.pk, "note": entry.note_id, "entry": entry.pk, "photo": photo.pk, "comment": line.pk}
    for kind, pk in kinds.items():
        flag(by=a_person(), ref=Ref(kind, str(pk)), reason="other")


def refused_photo(cast: Any, number: int) -> None:
    decide(by=cast.staff, photo_id=a_photo(by=a_person()).pk, passed=False, reason=f"第 {number} 张")


LISTS: dict[str, List] = {
    "products": List("nobody", lambda cast: "/products/", lambda cast, n: a_product(), 10),
    "products, signed in": List("alice", lambda cast: "/products/", lambda cast, n: a_product(), 20),
    "one's own page": List("alice", lambda cast: f"/people/{cast.alice.pk}/", one_of_each, 30),
    "somebody's page": List("bob", lambda cast: f"/people/{cast.alice.pk}/", one_of_each, 30),
    "whom somebody follows": List(
        "alice",
        lambda cast: f"/people/{cast.bob.pk}/following/",
        lambda cast, n: follow(by=cast.bob, whom=a_person()),
        20,
    ),
    "the studio": List(
        "doctor", lambda cast: "/live/studio/", lambda cast, n: a_session(by=cast.doctor, hours=n + 1), 16
    ),
    "what was reported": List("staff", lambda cast: "/moderation/", cases_of_each_kind, 30),
    "pictures that others do not see": List("staff", lambda cast: "/photos/screening/", refused_photo, 20),
    "where to write": List("alice", lambda cast: "/t/new/", lambda cast, n: a_circle(name=f"第 {n} 个圈子"), 16),
    "welcome": List("alice", lambda cast: "/circles/welcome/", lambda cast, n: a_circle(name=f"第 {n} 个圈子"), 20),
}


@pytest.mark.parametrize("name", LISTS)
def test_as_many_queries_for_many_as_for_one(name: str, cast: Any, client_of: Any) -> None:
    one = LISTS[name]
    address, reader = one.address(cast), client_of(getattr(cast, one.who))
    numbers = iter(range(1, 100))
    one.more(cast, next(numbers))

    def more() -> None:
        for _row in range(6):
            one.more(cast, next(numbers))

    assert same_queries(lambda: reader.get(address), more) <= one.most
