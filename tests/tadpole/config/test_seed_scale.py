"""A small crowd: interrupted and gone on with, its numbers true, its pages as cheap as with few rows. On both profiles."""

from collections.abc import Callable
from io import StringIO
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Max
from django.utils import timezone

from community.circles.actions import recount_members
from community.circles.models import Circle, Membership
from community.notifications.models import Notice
from community.profiles.actions import recount_follows
from community.profiles.models import Follow, Profile
from community.threads.actions import recount_circle, recount_thread
from community.threads.models import Post, PostLike, Thread
from tadpole.accounts.models import User
from tadpole.config.crowd import people, talk
from tadpole.config.crowd.people import open_circles
from tadpole.config.crowd.plan import Plan, unpacked
from tadpole.config.crowd.sentences import topic_link
from tadpole.config.crowd.talk import Said, Talk
from tadpole.config.management.commands.seed_scale import FACT, planned
from tadpole.events.models import Delivery, Fact
from tadpole.text import render
from tests.budget import counted
from tests.factories.threads import a_reply

pytestmark = pytest.mark.django_db


def seed(posts: int, **options: Any) -> str:
    out = StringIO()
    call_command("seed_scale", posts=posts, verbosity=0, stdout=out, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "BLOCK", 500)
    monkeypatch.setattr(people, "BLOCK", 40)


class Killed(BaseException):
    """As a signal ends it."""


def killed_after(most: int, call: Callable[..., Any]) -> Callable[..., Any]:
    calls: list[int] = []

    def or_killed(*given: Any) -> Any:
        calls.append(1)
        if len(calls) > most:
            raise Killed
        return call(*given)

    return or_killed


def test_killed_midway_it_goes_on_and_ends_with_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, most, left in (
        (people, "settle", 1, {User: 40, Thread: 0, Post: 0}),
        (talk, "thread_row", 120, {User: 100, Thread: 0, Post: 0}),
        (Said, "keep", 2, {User: 100, Thread: 200, Post: 1_000}),
    ):
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(module, name, killed_after(most, getattr(module, name)))
            seed(2_000)
        assert {model: model._default_manager.count() for model in left} == left
    seed(2_000)
    plan = planned(Fact.objects.get(name=FACT).payload)
    assert (User.objects.count(), Thread.objects.count(), Post.objects.count()) == (100, 200, 2_000)
    whole = Talk(plan, open_circles(plan))
    expected = [row for first in range(0, 2_000, 500) for row in whole.block(range(first, first + 500)).posts]
    columns = ("pk", "thread", "number", "author", "text", "html")
    assert list(Post.objects.order_by("pk").values_list(*columns)) == [row[:6] for row in expected]
    answers = list(Post.objects.order_by("pk").values_list("reply_to", "likes_count", "token", "created_at"))
    assert answers == [row[7:] for row in expected]
    quoting = Post.objects.exclude(reply_to=None).values_list(
        "thread", "number", "reply_to__thread", "reply_to__number"
    )
    assert all(there == thread and number < own for thread, own, there, number in quoting)
    assert 400 < sum(one[0] is not None for one in answers) < 800
    before = Post.objects.count(), PostLike.objects.count(), Follow.objects.count(), Notice.objects.count()
    seed(2_000)
    assert before == (Post.objects.count(), PostLike.objects.count(), Follow.objects.count(), Notice.objects.count())


def test_the_numbers_are_what_the_rows_say() -> None:
    seed(2_000)
    fields = ("pk", "posts_count", "last_number", "last_posted_at", "topics", "created_at")
    threads = list(Thread.objects.order_by("-posts_count", "pk").values_list(*fields)[:20])
    threads += list(Thread.objects.order_by("pk").values_list(*fields)[:20])
    likes = dict(Post.objects.values_list("pk", "likes_count"))
    circles = list(Circle.objects.order_by("pk").values_list("pk", "members_count", "threads_count"))
    follows = list(Profile.objects.order_by("pk").values_list("pk", "followers_count", "following_count"))
    assert sum(one[1] for one in circles) == Membership.objects.count() > 0
    assert sum(one[2] for one in circles) == 200
    assert sum(one[1] for one in follows) == Follow.objects.count() > 100
    assert sum(likes.values()) == PostLike.objects.count() > 300
    for pk, *_counts in threads:
        recount_thread(thread_id=pk)
    for pk, *_counts in circles:
        recount_members(circle_id=pk)
        recount_circle(circle_id=pk)
    recount_follows(user_ids=[pk for pk, *_counts in follows])
    again = {row[0]: row for row in Thread.objects.values_list(*fields)}
    assert [again[row[0]] for row in threads] == threads
    assert dict(Post.objects.values_list("pk", "likes_count")) == likes
    assert list(Circle.objects.order_by("pk").values_list("pk", "members_count", "threads_count")) == circles
    assert list(Profile.objects.order_by("pk").values_list("pk", "followers_count", "following_count")) == follows


def test_few_threads_are_huge_and_nothing_is_before_its_time() -> None:
    seed(2_000)
    sizes = sorted(Thread.objects.values_list("posts_count", flat=True), reverse=True)
    assert sum(sizes) == 2_000
    assert sizes[0] > 150
    assert sum(size <= 5 for size in sizes) > 100
    assert max(Post.objects.values_list("created_at", flat=True)) < timezone.now()
    for post in Post.objects.select_related("author", "thread")[:500]:
        assert post.created_at >= post.thread.created_at
        assert post.author is not None
        assert post.number == 1 or post.created_at > post.thread.created_at
    assert len(set(Post.objects.values_list("text", flat=True))) > 700
    first, latest = Post.objects.order_by("created_at").first(), Post.objects.order_by("-created_at").first()
    assert first is not None
    assert latest is not None
    assert (latest.created_at - first.created_at).days > 900


def test_what_is_stored_is_what_the_renderer_makes() -> None:
    seed(300)
    for post in Post.objects.all():
        made = render(
            post.text,
            people=lambda _names: {},
            topics=lambda name: f"/~/topics/{quote(name, safe='')}/",
            photos=lambda _ids: {},
        )
        assert (post.html, post.topics) == (made.html, list(made.topics)), post.text
    assert Post.objects.filter(html__contains=topic_link("同月宝宝")[0]).exists() or Post.objects.exclude(topics=[])


def test_nothing_is_told_and_nobody_can_sign_in() -> None:
    seed(300)
    assert set(Fact.objects.values_list("name", flat=True)) <= {FACT, "circles.CircleOpened"}
    assert not Delivery.objects.filter(fact__name=FACT).exists()
    assert not any(one.has_usable_password() for one in User.objects.all())


def test_people_who_are_not_made_up_are_asked_for(cast: Any, settle: Callable[[], int]) -> None:
    assert cast.alice.pk
    with pytest.raises(CommandError, match="not made up"):
        seed(300)
    seed(300, among_members=True)
    with pytest.raises(CommandError, match="Go on with these numbers"):
        seed(400)
    thread = Thread.objects.order_by("pk").first()
    assert thread is not None
    most = Post.objects.aggregate(most=Max("pk"))["most"]
    assert a_reply(by=cast.alice, thread=thread).pk > most  # the numbers of the crowd are nobody else's


def pages(client_of: Callable[[Any], Any]) -> dict[str, Callable[[], Any]]:
    """The spine's pages about the busiest of everything, as somebody of the crowd sees them."""
    thread = Thread.objects.order_by("-posts_count", "pk")[0]
    busiest = Circle.objects.order_by("-threads_count", "pk")[0]
    topic = Thread.objects.exclude(topics=[]).values_list("topics", flat=True)[0][0]
    reader = client_of(User.objects.get(pk=Notice.objects.values_list("to", flat=True).order_by("to")[0]))
    last = (thread.last_number - 1) // 20 * 20
    addresses = {
        "home": "/",
        "circle": busiest.get_absolute_url(),
        "thread, first page": thread.get_absolute_url(),
        "thread, last page": f"{thread.get_absolute_url()}?after={last}",
        "profile": f"/people/{thread.author_id}/",
        "notices": "/notices/",
    }
    if settings.SEARCH_ENGINE.endswith("embedded"):
        addresses |= {"topic": f"/topics/{quote(topic)}/", "search": f"/search/?q={quote(topic)}"}
    return {name: lambda address=address: reader.get(address) for name, address in addresses.items()}


def asked(pages: dict[str, Callable[[], Any]]) -> dict[str, int]:
    """Queries of each page; asked for once before, since the first visit writes down the session."""
    for get in pages.values():
        get()
    return {name: len(counted(get)) for name, get in pages.items()}


def test_pages_ask_as_much_of_2000_posts_as_of_few(client_of: Callable[[Any], Any]) -> None:
    seed(400, seed=1, index=settings.SEARCH_ENGINE.endswith("embedded"))
    few = asked(pages(client_of))
    seed(2_000, seed=2, index=settings.SEARCH_ENGINE.endswith("embedded"))
    many = asked(pages(client_of))
    assert {name: count for name, count in many.items() if count > few[name]} == {}
    assert max(many.values()) <= 40


def test_the_plan_adds_up() -> None:
    plan = Plan(3, 5_000, 250, 400, 1, 1, 1, timezone.now())
    assert sum(plan.sizes) == len(plan.order) == 5_000
    assert min(plan.sizes) >= 1
    assert sorted(plan.heads.size) == sorted(plan.sizes)
    assert all(0 <= unpacked(one)[0] < plan.seconds for one in plan.order)
    assert list(plan.order) == sorted(plan.order)
    assert list(Plan(3, 5_000, 250, 400, 1, 1, 1, plan.now).order) == list(plan.order)
    assert list(Plan(4, 5_000, 250, 400, 1, 1, 1, plan.now).order) != list(plan.order)
    assert all(
        plan.joined_at(plan.there(second) - 1) <= plan.at(second) for second in range(5 * 10**6, plan.seconds, 10**6)
    )
