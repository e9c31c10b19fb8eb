"""Two people, two connections, one thread."""

import threading
import uuid
from typing import Any

import pytest
from django.db import connections

from community.threads.actions import like, reply
from community.threads.models import Post, PostLike, Thread
from tests.factories.threads import a_thread

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Any) -> list[BaseException]:
    """Run all jobs in threads of their own, as nearly at the same moment as can be; what went wrong."""
    start, wrong = threading.Barrier(len(jobs)), []

    def run(job: Any) -> None:
        try:
            start.wait(10)
            job()
        except BaseException as problem:  # noqa: BLE001
            wrong.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return wrong


def test_replies_at_once_get_different_numbers(cast: Any) -> None:
    thread = a_thread(by=cast.alice)
    people = [cast.bob, cast.mei] * 4
    wrong = at_once(
        *(lambda by=by: reply(by=by, thread=Thread.objects.get(pk=thread.pk), text="同时写的") for by in people)
    )
    assert wrong == []
    assert sorted(thread.posts.values_list("number", flat=True)) == list(range(1, 10))
    thread.refresh_from_db()
    assert (thread.last_number, thread.posts_count) == (9, 9)


def test_a_double_click_at_once_makes_one_post(cast: Any) -> None:
    thread, token = a_thread(by=cast.alice), uuid.uuid4()
    bob = cast.bob
    assert at_once(*(lambda: reply(by=bob, thread=thread, text="双击", token=token) for _click in range(4))) == []
    assert Post.objects.filter(token=token).count() == 1
    thread.refresh_from_db()
    assert (thread.last_number, thread.posts_count) == (2, 2)


def test_likes_at_once_are_all_counted(cast: Any) -> None:
    post = a_thread(by=cast.alice).posts.get()
    people = [cast.bob, cast.mei, cast.outsider, cast.bob]
    assert at_once(*(lambda by=by: like(by=by, post=post) for by in people)) == []
    post.refresh_from_db()
    assert post.likes_count == PostLike.objects.filter(post=post).count() == 3
