"""Circles and what is said in them."""

from datetime import datetime, timedelta

from django.db import transaction

from community.circles.actions import ensure_topic_circle
from community.threads.actions import like, open_thread, recount_thread, reply
from community.threads.models import Post, PostLike, Thread
from tadpole.config.seeding.ground import Ground, Row, act, demo
from tadpole.config.seeding.pictures import photos_of

TEXTS = ("name_zh_hant", "name_en", "description", "description_zh_hant", "description_en", "meant_for")


def open_circles(ground: Ground) -> None:
    """The eight topics."""
    with transaction.atomic():
        for row in demo("circles"):
            texts = {field: row[field] for field in TEXTS if field in row}
            circle = ensure_topic_circle(slug=row["slug"], name=row["name"], position=row["pinned"], **texts)
            ground.circles[circle.slug] = circle


def talk(ground: Ground) -> None:
    """All threads, the oldest first."""
    rows = sorted(enumerate(demo("threads")), key=lambda one: -one[1]["days_ago"])
    with transaction.atomic():
        for number, row in ground.shown(rows, "threads"):
            opened = ground.ago(row["days_ago"])
            thread = begin(ground, number, row, opened)
            end = opened
            for said in row["replies"]:
                end = answer(ground, thread, said, end)
            recount_thread(thread_id=thread.pk)


def begin(ground: Ground, number: int, row: Row, at: datetime) -> Thread:
    """The first post, written at `at`."""
    photos = photos_of(ground, row["author"], f"thread-{number}", len(row["pictures"]))
    author = ground.people[row["author"]]
    thread = act(
        open_thread,
        by=author,
        circle=ground.circles[row["circle"]],
        title=row["title"],
        text=row["text"],
        photos=photos,
    )
    Thread.objects.filter(pk=thread.pk).update(created_at=at, last_posted_at=at)
    Post.objects.filter(thread=thread).update(created_at=at)
    return thread


def answer(ground: Ground, thread: Thread, row: Row, after: datetime) -> datetime:
    """One reply, some while after the last one; when it was written."""
    post = act(reply, by=ground.people[row["author"]], thread=thread, text=row["text"], reply_to=row["reply_to"])
    pause = timedelta(minutes=ground.dice.choice([2, 5, 9, 14, 25, 40, 70, 120, 260, 500]))
    at = after + min(pause, (ground.now - after) * 0.6)
    Post.objects.filter(pk=post.pk).update(created_at=at)
    return at


def please(ground: Ground, post: Post, author: str) -> None:
    """People find it helpful: an expert's words more often than others'. The same dice once more like the same, and nothing twice."""
    most = 14 if author in ground.experts else 5 if post.number == 1 else 3
    for person in ground.some(set(ground.people) - {author}, ground.dice.randrange(0, most)):
        act(like, by=person, post=post)
        PostLike.objects.filter(post=post, user=person).update(created_at=ground.between(post.created_at, ground.now))
