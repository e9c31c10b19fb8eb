"""What the crowd says: threads, posts, likes, and the notices of the last weeks."""

import json
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache, partial
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from community.circles.models import Circle
from community.notifications.models import Notice
from community.threads.actions import recount_circle
from community.threads.listeners import REPLIED
from community.threads.models import Post, PostLike, Thread
from community.threads.rules import EXCERPT
from tadpole.config.crowd.plan import Plan, unpacked
from tadpole.config.crowd.sentences import name_of, opening_of, reply_of, subject_of, title_of, written
from tadpole.config.crowd.tables import Table
from tadpole.text import excerpt

BLOCK = 5_000
HEADS = 50_000  # threads whose beginnings are remembered
NOTICED = timedelta(days=60)  # older notices are not made up
LIKED, MORE = 0.25, 0.55  # how many posts are liked at all, and each time by one more
QUOTED = 0.3  # how many replies answer a certain post


@dataclass(frozen=True)
class Opening:
    """The beginning of a thread."""

    circle: Circle
    author: int
    title: str
    text: str
    html: str
    topics: list[str]


def opening(plan: Plan, circles: list[Circle], number: int) -> Opening:
    """The same for the thread's row and for its first post."""
    dice = plan.dice("thread", number)
    circle = circles[int(len(circles) * dice.random() ** 1.7)]
    subject = subject_of(circle.slug)
    author = plan.somebody(dice, plan.heads.opened[number])
    title = title_of(dice, subject)
    text, html, topics = written(*opening_of(dice, subject))
    return Opening(circle, author, title, text, html, topics)


def threads_done(plan: Plan) -> int:
    return Thread.objects.filter(pk__gte=plan.threads_from, pk__lt=plan.threads_from + plan.threads).count()


def open_threads(plan: Plan, circles: list[Circle], progress: Callable[[int], object]) -> None:
    """With the counts that their posts will have: the plan knows them."""
    table = Table(
        Thread,
        *("id", "circle_id", "author_id", "title", "excerpt", "topics", "posts_count", "last_number"),
        *("last_posted_at", "created_at"),
    )
    for first in range(threads_done(plan), plan.threads, BLOCK):
        numbers = range(first, min(first + BLOCK, plan.threads))
        with transaction.atomic():
            table.fill(thread_row(plan, circles, number) for number in numbers)
        progress(len(numbers))


def thread_row(plan: Plan, circles: list[Circle], number: int) -> tuple[Any, ...]:
    heads, one = plan.heads, opening(plan, circles, number)
    size, topics = heads.size[number], json.dumps(one.topics)
    words = (one.title, excerpt(one.text, EXCERPT), topics)
    times = (plan.at(heads.last[number]), plan.at(heads.opened[number]))
    return plan.threads_from + number, one.circle.pk, plan.users_from + one.author, *words, size, size, *times


@dataclass
class Said:
    """The rows of one block."""

    posts: list[tuple[Any, ...]] = field(default_factory=list)
    likes: list[tuple[Any, ...]] = field(default_factory=list)
    notices: list[tuple[Any, ...]] = field(default_factory=list)

    def keep(self) -> None:
        columns = ("id", "thread_id", "number", "author_id", "text", "html", "topics", "reply_to_id", "likes_count")
        Table(Post, *columns, "token", "created_at").fill(self.posts)
        Table(PostLike, "post_id", "user_id", "created_at").fill(self.likes)
        columns = ("to_id", "kind", "message", "params", "url", "actor_id", "key", "created_at", "read_at")
        Table(Notice, *columns).fill(self.notices)


class Talk:
    """Goes through all posts in the order of time; knows of each thread what is needed to answer in it."""

    def __init__(self, plan: Plan, circles: list[Circle]) -> None:
        self.plan = plan
        self.opening = lru_cache(HEADS)(partial(opening, plan, circles))
        self.count = array("q", [0]) * plan.threads
        self.latest = array("q", [0]) * plan.threads

    def done(self) -> int:
        first = self.plan.posts_from
        return Post.objects.filter(pk__gte=first, pk__lt=first + self.plan.posts).count()

    def go_on(self, progress: Callable[[int], object]) -> None:
        """Blocks that are there are only counted."""
        done = self.done()
        for first in range(0, self.plan.posts, BLOCK):
            numbers = range(first, min(first + BLOCK, self.plan.posts))
            if first < done:
                for _one in self.steps(numbers):
                    """What was said is remembered, and not said again."""
                continue
            with transaction.atomic():
                self.block(numbers).keep()
            progress(len(numbers))

    def steps(self, numbers: range) -> Iterator[tuple[int, int, int, int, int]]:
        """Of each post: its number of all, its second, its thread, its number there, the post before it there."""
        for index in numbers:
            second, planned = unpacked(self.plan.order[index])
            thread = self.plan.heads.rank[planned]
            self.count[thread] += 1
            yield index, second, thread, self.count[thread], self.latest[thread]
            self.latest[thread] = self.plan.posts_from + index

    def block(self, numbers: range) -> Said:
        plan, said = self.plan, Said()
        dice = plan.dice("posts", numbers.start)
        for index, second, thread, number, before in self.steps(numbers):
            head = self.opening(thread)
            pk, at = plan.posts_from + index, plan.at(second)
            if number == 1:
                author, text, html, topics = head.author, head.text, head.html, head.topics
            else:
                author = plan.somebody(dice, second)
                text, html, topics = written(reply_of(dice, subject_of(head.circle.slug)))
            likes = self.like(said, dice, pk, at, author)
            answers = before if number > 1 and dice.random() < QUOTED else None
            row = (pk, plan.threads_from + thread, number, plan.users_from + author, text, html, json.dumps(topics))
            said.posts.append((*row, answers, likes, UUID(int=dice.getrandbits(128)), at))
            if number > 1 and author != head.author and plan.now - at < NOTICED:
                said.notices.append(self.notice(dice, head, pk, plan.threads_from + thread, number, author, at))
        return said

    def like(self, said: Said, dice: Random, pk: int, at: datetime, author: int) -> int:
        """How many liked it; their rows are kept."""
        fans: set[int] = set()
        chance = LIKED
        while dice.random() < chance:
            fans.add(plan_fan(self.plan, dice, at))
            chance = MORE
        fans.discard(author)
        said.likes.extend((pk, self.plan.users_from + fan, at + timedelta(minutes=3)) for fan in sorted(fans))
        return len(fans)

    def notice(
        self, dice: Random, head: Opening, pk: int, thread: int, number: int, author: int, at: datetime
    ) -> tuple[Any, ...]:
        """As the listener of replies writes it."""
        plan = self.plan
        params = json.dumps({"name": name_of(author), "title": head.title}, ensure_ascii=False)
        read = at + timedelta(hours=2) if dice.random() < 0.7 else None
        words = ("reply", REPLIED, params, f"/~/t/{thread}/{number}/")
        return plan.users_from + head.author, *words, plan.users_from + author, f"post:{pk}", at, read


def plan_fan(plan: Plan, dice: Random, at: datetime) -> int:
    return plan.somebody(dice, (at - plan.begun).total_seconds())


def count_threads(circles: list[Circle]) -> None:
    for circle in circles:
        recount_circle(circle_id=circle.pk)
