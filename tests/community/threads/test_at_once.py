"""Two people, two connections, one thread."""

import uuid
from functools import partial
from typing import Any

import pytest

from community.threads.actions import delete_post, hide_post, like, recount_thread, reply
from community.threads.models import Post, PostLike, Thread
from tests.at_once import at_once
from tests.factories.threads import a_thread

pytestmark = pytest.mark.django_db(transaction=True)


def test_replies_at_once_get_different_numbers(cast: Any) -> None:
    thread = a_thread(by=cast.alice)
    people = [cast.bob, cast.mei] * 4
    ends = at_once(
        *(lambda by=by: reply(by=by, thread=Thread.objects.get(pk=thread.pk), text="同时写的") for by in people)
    )
    assert ends == ["done"] * 8
    assert sorted(thread.posts.values_list("number", flat=True)) == list(range(1, 10))
    thread.refresh_from_db()
    assert (thread.last_number, thread.posts_count) == (9, 9)


def test_a_double_click_at_once_makes_one_post(cast: Any) -> None:
    thread, token = a_thread(by=cast.alice), uuid.uuid4()
    bob = cast.bob
    assert (
        at_once(*(lambda: reply(by=bob, thread=thread, text="双击", token=token) for _click in range(4)))
        == ["done"] * 4
    )
    assert Post.objects.filter(token=token).count() == 1
    thread.refresh_from_db()
    assert (thread.last_number, thread.posts_count) == (2, 2)


def test_likes_at_once_are_all_counted(cast: Any) -> None:
    post = a_thread(by=cast.alice).posts.get()
    people = [cast.bob, cast.mei, cast.outsider, cast.bob]
    assert at_once(*(lambda by=by: like(by=by, post=post) for by in people)) == ["done"] * 4
    post.refresh_from_db()
    assert post.likes_count == PostLike.objects.filter(post=post).count() == 3


def test_hiding_and_removing_at_once_count_once_and_do_not_wait_for_each_other(cast: Any) -> None:
    thread = a_thread(by=cast.alice)
    bob, staff = cast.bob, cast.staff
    for _round in range(8):
        post = reply(by=bob, thread=thread, text="一句话")
        hides = partial(hide_post, by=staff, id=str(post.pk))
        assert at_once(hides, partial(delete_post, by=bob, post=post)) == ["done", "done"]
        thread.refresh_from_db()
        assert thread.posts_count == 1


def test_a_recount_meanwhile_loses_no_like(cast: Any) -> None:
    thread = a_thread(by=cast.alice)
    post = thread.posts.get()
    people = [cast.bob, cast.mei, cast.outsider, cast.staff]
    likes = [lambda by=by: like(by=by, post=post) for by in people]
    recounts = [lambda: recount_thread(thread_id=thread.pk)] * 4
    assert at_once(*likes, *recounts) == ["done"] * 8
    post.refresh_from_db()
    assert post.likes_count == PostLike.objects.filter(post=post).count() == 4
