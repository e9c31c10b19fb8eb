"""What stands under a page is read by those who may read the page: every door × every restriction × every role, as tables."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from campaigns.contests.actions import close_contest
from campaigns.contests.models import Entry, Vote
from community.moderation.models import Flag
from community.notifications.models import Notice
from community.threads.actions import reply
from community.threads.models import Post, PostLike, Thread
from tests.budget import same_queries
from tests.factories.content import a_guide
from tests.factories.contests import a_contest, an_entry
from tests.factories.photos import a_photo

pytestmark = [pytest.mark.django_db, pytest.mark.needs("elasticsearch")]
ROLES = ("nobody", "member", "in group", "password", "author", "staff")
"""`password` is a member who gave it in this session, `author` wrote what stands under the page."""
EVERY, MEMBERS, OTHERS, AUTHOR, STAFF, NONE = "xxxxxx", ".xxxxx", ".xxx.x", "....x.", ".....x", "......"
AUDIENCE = {
    "open": EVERY, "login": MEMBERS, "groups": "..x...", "password": "...x..", "login above": MEMBERS, "groups above": "..x...",
    "password above": "...x..", "unpublished": NONE, "expired": NONE,
}  # fmt: skip
"""Who passes on a page. Staff who look after what members write see that too, and pages in the CMS."""
GUIDE, ENTRY, WORDS = "早产儿的第一口", "用到底的那只小碗", "私下说的一句"
Door = Callable[[Client], bool]


def seen(path: str, *words: str) -> Door:
    """Whether all `words` are on a page; a door that leads to the password or the sign-in shows none."""

    def ask(client: Client) -> bool:
        answer = client.get(path, follow=True)
        return answer.status_code == 200 and all(word in answer.content.decode() for word in words)

    return ask


def got(path: str) -> Door:
    return lambda client: client.get(path).status_code == 200


def written(path: str, data: dict[str, Any], rows: Callable[[], int]) -> Door:
    """Whether sending this writes a row."""

    def ask(client: Client) -> bool:
        before = rows()
        client.post(path, data)
        return rows() > before

    return ask


@pytest.fixture
def pond(cast: Any, settle: Any) -> Any:
    """A guide with a discussion and a contest with an entry, both with words of alice; `doctor` wrote the guide."""
    cast.guide = a_guide(by=cast.doctor, title=GUIDE, slug="first-spoon")
    cast.contest = a_contest(by=cast.editor, title="盛夏的碗", slug="bowls")
    settle()
    cast.thread = Thread.objects.get(about_kind="guide")
    cast.photo = a_photo(by=cast.alice)
    cast.post = reply(by=cast.alice, thread=cast.thread, text=WORDS, photos=[cast.photo])
    Group.objects.create(name="Midwives")
    cast.entry = an_entry(by=cast.alice, contest=cast.contest, title=ENTRY)
    Entry.objects.filter(pk=cast.entry.pk).update(place=1)
    settle()
    return cast


@pytest.fixture
def readers(pond: Any, client_of: Any) -> dict[str, Client]:
    people = {
        "member": pond.outsider,
        "in group": pond.mei,
        "password": pond.bob,
        "author": pond.alice,
        "staff": pond.editor,
    }
    pond.mei.groups.add(Group.objects.get(name="Midwives"))
    return {role: client_of(people.get(role, pond.nobody)) for role in ROLES}


def restrict(page: Any, kind: str, reader: Client) -> None:
    """Set a restriction; `reader` gives the password, if it is one."""
    row = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="frog")
    if kind == "groups":
        row.groups.add(Group.objects.get(name="Midwives"))
    if kind == "password":
        address = f"/_util/authenticate_with_password/{row.pk}/{page.pk}/"
        assert reader.post(address, {"password": "frog", "return_url": "/"}).status_code == 302


def close(page: Any, how: str, reader: Client) -> None:
    match how.split():
        case ["open"]:
            pass
        case ["unpublished"]:
            page.unpublish()
        case ["expired"]:
            page.unpublish(set_expired=True)
        case [kind]:
            restrict(page, kind, reader)
        case [kind, "above"]:
            restrict(page.get_parent(), kind, reader)


def table(doors: dict[str, Door], readers: dict[str, Client]) -> dict[str, str]:
    return {name: "".join("x" if door(readers[role]) else "." for role in ROLES) for name, door in doors.items()}


def both(one: str, other: str) -> str:
    """Roles that are in both."""
    return "".join("x" if "x" == a == b else "." for a, b in zip(one, other, strict=True))


def either(one: str, other: str) -> str:
    return "".join("x" if "x" in (a, b) else "." for a, b in zip(one, other, strict=True))


def expected(doors: dict[str, tuple[str, str]], kind: str) -> dict[str, str]:
    """The table that should be. Doors: who may at all, and what lies behind it: the `page`, members' `words`, an `entry` (nobody's while
    its contest is not published), a public `copy`, or a `photo` or the `note` that takes part, which are their author's too."""
    audience = AUDIENCE[kind]
    behind = {
        "page": audience,
        "words": either(audience, STAFF),
        "entry": either(audience, STAFF if audience != NONE else NONE),
        "copy": EVERY if audience == EVERY else NONE,
        "note": either(audience, "....xx"),
        "photo": either(audience, "....xx"),
    }
    return {name: both(may, behind[what]) for name, (may, what) in doors.items()}


def guide_doors(pond: Any) -> dict[str, Door]:
    thread, post, guide = f"/t/{pond.thread.pk}/", f"/t/{pond.thread.pk}/{pond.post.number}/", pond.guide.get_url()
    return {
        "page": seen(guide, WORDS),
        "listed": lambda client: all(
            seen(path, GUIDE)(client) for path in ("/", "/guides/", f"/kols/{pond.doctor.pk}/")
        ),
        "thread": seen(thread, WORDS),
        "post": seen(post, WORDS),
        "reply page": seen(f"{thread}reply/?to=1", WORDS),
        "reply": written(f"{thread}reply/", {"text": "我也想说"}, Post.objects.count),
        "like": written(f"{post}like/", {}, PostLike.objects.count),
        "flag": written(f"/moderation/flag/post/{pond.post.pk}/", {"reason": "rude"}, Flag.objects.count),
        "photo": got(pond.photo.address(64)),
        "found": lambda client: any(
            seen(path, guide)(client) for path in (f"/search/?q={GUIDE}", f"/search/suggest/?q={GUIDE[:3]}")
        ),
        "sitemap": seen("/sitemap.xml", f"/guides/{pond.guide.slug}/"),
    }


def contest_doors(pond: Any) -> dict[str, Door]:
    entry, contest = f"/contests/do/entry/{pond.entry.pk}/", f"/contests/do/{pond.contest.pk}/"
    return {
        "page": seen(pond.contest.get_url(), ENTRY),
        "by its number": seen(contest, ENTRY),
        "listed": lambda client: all(seen(path, pond.contest.title)(client) for path in ("/", "/contests/")),
        "enter page": seen(f"{contest}enter/", 'name="title"'),
        "entry": seen(entry, ENTRY),
        "vote": written(f"{entry}vote/", {}, Vote.objects.count),
        "flag": written(f"/moderation/flag/entry/{pond.entry.pk}/", {"reason": "rude"}, Flag.objects.count),
        "won": seen(f"/people/{pond.alice.pk}/", pond.contest.title),
        "note": seen(f"/notes/{pond.entry.note_id}/", ENTRY),
        "photo": got(pond.entry.note.note_photos.get().photo.address(64)),
        "on its note": seen(f"/notes/{pond.entry.note_id}/", pond.contest.title),
        "found": lambda client: any(
            f"/notes/{pond.entry.note_id}/" in answer or entry in answer
            for path in (f"/search/?q={ENTRY}", f"/search/suggest/?q={ENTRY[:3]}")
            for answer in [client.get(path).content.decode()]
        ),
        "topic": seen("/topics/碗底朝天/", ENTRY),
        "sitemap": seen("/sitemap.xml", f"/contests/{pond.contest.slug}/"),
    }


GUIDE_DOORS = {
    "page": (EVERY, "page"), "listed": (EVERY, "page"), "thread": (EVERY, "words"), "post": (EVERY, "words"),
    "reply page": (MEMBERS, "words"), "reply": (MEMBERS, "words"), "like": (OTHERS, "words"), "flag": (OTHERS, "words"),
    "photo": (EVERY, "photo"), "found": (EVERY, "copy"), "sitemap": (EVERY, "copy"),
}  # fmt: skip
CONTEST_DOORS = {
    "page": (EVERY, "page"), "by its number": (EVERY, "page"), "listed": (EVERY, "page"), "enter page": (OTHERS, "page"),
    "entry": (EVERY, "entry"), "vote": (OTHERS, "page"), "flag": (OTHERS, "words"), "won": (EVERY, "entry"),
    "note": (EVERY, "note"), "photo": (EVERY, "photo"), "on its note": (EVERY, "entry"), "found": (EVERY, "copy"), "topic": (EVERY, "copy"),
    "sitemap": (EVERY, "copy"),
}  # fmt: skip


NEAR = ("page", "photo", "found")
"""Doors that every restriction is tried at, in both passes; at the others each kind of it once."""
ONCE = ("open", "login", "groups", "password", "unpublished")


def far(doors: dict[str, Any]) -> dict[str, Any]:
    return {name: door for name, door in doors.items() if name not in NEAR}


@pytest.mark.parametrize("kind", AUDIENCE)
def test_a_guide_and_a_contest_are_seen_and_found_by_whom_they_are_for(
    pond: Any, readers: dict[str, Client], settle: Any, kind: str
) -> None:
    """Also where a page above is restricted, in the search of this pass and in its place for photos."""
    for page in (pond.guide, pond.contest):
        close(page, kind, readers["password"])
    settle()
    near = {f"guide {name}": GUIDE_DOORS[name] for name in NEAR} | {
        f"contest {name}": CONTEST_DOORS[name] for name in NEAR
    }
    seen = {f"guide {name}": door for name, door in guide_doors(pond).items() if name in NEAR}
    seen |= {f"contest {name}": door for name, door in contest_doors(pond).items() if name in NEAR}
    assert table(seen, readers) == expected(near, kind)


@pytest.mark.embedded
@pytest.mark.parametrize("kind", ONCE)
def test_a_guide_and_what_is_said_under_it(pond: Any, readers: dict[str, Client], settle: Any, kind: str) -> None:
    close(pond.guide, kind, readers["password"])
    settle()
    assert table(far(guide_doors(pond)), readers) == expected(far(GUIDE_DOORS), kind)


@pytest.mark.embedded
@pytest.mark.parametrize("kind", ONCE)
def test_a_contest_and_what_takes_part(pond: Any, readers: dict[str, Client], settle: Any, kind: str) -> None:
    close(pond.contest, kind, readers["password"])
    settle()
    assert table(far(contest_doors(pond)), readers) == expected(far(CONTEST_DOORS), kind)


def test_a_password_opens_for_who_is_not_signed_in_and_no_shared_cache_keeps_it(pond: Any) -> None:
    restrict(pond.guide, "password", reader := Client())
    page = reader.get("/")
    assert GUIDE in page.content.decode() and "private" in page["Cache-Control"]
    assert "no-store" in reader.get(pond.guide.get_url())["Cache-Control"]
    assert WORDS in reader.get(f"/t/{pond.thread.pk}/").content.decode()
    assert GUIDE not in Client().get("/").content.decode()


def test_nobody_enters_a_contest_that_is_closed_to_them(pond: Any, client_of: Any) -> None:
    restrict(pond.contest, "groups", Client())
    answer = client_of(pond.bob).post(f"/contests/do/{pond.contest.pk}/enter/", {"title": "我也来", "text": "试试"})
    assert answer.status_code == 404 and not Entry.objects.filter(author=pond.bob).exists()


def test_names_called_under_a_closed_page_are_not_told_its_title(pond: Any, settle: Any) -> None:
    restrict(pond.guide, "groups", Client())
    pond.mei.groups.add(Group.objects.get(name="Midwives"))
    reply(by=pond.mei, thread=pond.thread, text=f"@{pond.bob.profile.name} 来看", reply_to=pond.post)
    settle()
    told = Notice.objects.filter(kind__in=["answer", "mention"])
    assert set(told.values_list("to", flat=True)) == {pond.alice.pk}, "alice wrote there before"


def test_a_restriction_lifted_and_a_page_moved_are_found_again(pond: Any, settle: Any) -> None:
    stranger, address = Client(), f"/search/?q={GUIDE}"
    row = PageViewRestriction.objects.create(page=pond.guide.get_parent(), restriction_type="login")
    settle()
    assert pond.guide.get_url() not in stranger.get(address).content.decode()
    row.delete()
    settle()
    assert pond.guide.get_url() in stranger.get(address).content.decode()


def test_a_withdrawn_entry_sets_its_note_free(pond: Any, client_of: Any, settle: Any) -> None:
    restrict(pond.contest, "groups", Client())
    settle()
    note = f"/notes/{pond.entry.note_id}/"
    assert Client().get(note).status_code == 404
    PageViewRestriction.objects.get().groups.get().user_set.add(pond.alice)
    assert client_of(pond.alice).post(f"/contests/do/entry/{pond.entry.pk}/withdraw/").status_code == 302
    settle()
    assert Client().get(note).status_code == 200 and note in Client().get(f"/search/?q={ENTRY}").content.decode()


def test_a_note_taken_back_from_an_unpublished_contest_is_everybodys_again(
    pond: Any, client_of: Any, settle: Any
) -> None:
    pond.contest.unpublish()
    settle()
    note, alice = f"/notes/{pond.entry.note_id}/", client_of(pond.alice)
    photo = pond.entry.note.note_photos.get().photo.address(64)
    assert [Client().get(one).status_code for one in (note, photo)] == [404, 404]
    back = f"/contests/do/entry/{pond.entry.pk}/withdraw/"
    own = alice.get(note).content.decode()
    assert back in own and pond.contest.title not in own + alice.get(back).content.decode()
    assert client_of(pond.bob).post(back).status_code == 404
    assert alice.post(back)["Location"] == note
    settle()
    assert [Client().get(one).status_code for one in (note, photo)] == [200, 200]
    assert note in Client().get(f"/search/?q={ENTRY}").content.decode()


@pytest.mark.parametrize(("kind", "told"), [("open", True), ("groups", False), ("password", True)])
def test_the_end_of_a_contest_is_told_to_who_may_read_it(pond: Any, settle: Any, kind: str, told: bool) -> None:
    an_entry(by=pond.bob, contest=pond.contest)
    close(pond.contest, kind, Client())
    close_contest(by=pond.editor, contest=pond.contest, early=True)
    settle()
    heard = Notice.objects.filter(kind__in=["contest_over", "contest_won"], to__in=[pond.alice.pk, pond.bob.pk])
    assert heard.exists() == told


def test_restrictions_cost_no_query_more(pond: Any, client_of: Any) -> None:
    alice = client_of(pond.alice)
    same_queries(lambda: alice.get("/notes/"), lambda: restrict(pond.contest, "groups", Client()))
    same_queries(lambda: alice.get("/guides/"), lambda: restrict(pond.guide, "login", Client()))
