"""Hostile strings and photos of others."""

import uuid
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from community.threads.actions import reply
from community.threads.models import Post, Thread
from community.threads.rules import page_start, read_cursor
from tadpole.errors import Refused
from tadpole.text import line, readable
from tests.factories.circles import a_circle
from tests.factories.threads import a_thread


@pytest.mark.data
@pytest.mark.django_db
def test_no_string_of_the_naughty_list_breaks_a_page(cast: Any, client_of: Any, public_data: Any) -> None:
    thread = a_thread(by=cast.alice)
    strings = [
        next(value for value in record.values() if isinstance(value, str)) for record in public_data("naughty_strings")
    ]
    written = refused = 0
    for text in strings:
        cache.clear()
        try:
            reply(by=cast.bob, thread=thread, text=text)
            written += 1
        except Refused as refusal:
            refused += 1
            assert str(refusal.sentence)
    assert written > 400 and refused < 40, (written, refused)
    reader = client_of(cast.outsider)
    for after in range(0, written + 1, 20):
        answer = reader.get(thread.get_absolute_url(), {"after": after})
        assert answer.status_code == 200
        body = answer.content.decode().partition('id="posts"')[2].partition('id="reply"')[0]
        assert (
            "<script" not in body
            and "<iframe" not in body
            and "javascript:" not in body.replace("javascript:", "", 0).lower().partition('href="javascript')[1]
        )
        assert ' onerror="' not in body.lower().replace("&quot;", "") or "<img" not in body


@pytest.mark.data
@pytest.mark.django_db
def test_naughty_titles_and_fields_get_an_answer(cast: Any, client_of: Any, public_data: Any) -> None:
    circle, alice = a_circle(), client_of(cast.alice)
    strings = [
        next(value for value in record.values() if isinstance(value, str)) for record in public_data("naughty_strings")
    ]
    for text in strings[::4]:
        cache.clear()
        sent = {"circle": circle.slug, "title": text[:200], "text": "好", "token": text[:50], "photos": text[:50]}
        assert alice.post("/t/new/", sent).status_code in {302, 413, 422}
        sent = {"circle": text[:50], "title": "够长的题目", "text": "好"}
        assert alice.post("/t/new/", sent).status_code in {302, 422}
    page = alice.get(circle.get_absolute_url())
    assert page.status_code == 200


@pytest.mark.django_db
def test_forged_and_foreign_photos_are_refused_and_nothing_stays(cast: Any, client_of: Any) -> None:
    thread, bob = a_thread(by=cast.alice), client_of(cast.bob)
    for photo in (str(uuid.uuid4()), "nonsense", "1 or 1=1"):
        answer = bob.post(f"/t/{thread.pk}/reply/", {"text": "带图", "photos": [photo]})
        assert answer.status_code == 422 and "带图" in answer.content.decode()
    answer = bob.post(f"/t/{thread.pk}/reply/", {"text": "带图", "photos": [str(uuid.uuid4()) for _n in range(10)]})
    assert answer.status_code == 422
    assert Post.objects.count() == 1 and Thread.objects.count() == 1


@pytest.mark.django_db
def test_missing_and_wrong_fields(cast: Any, client_of: Any) -> None:
    thread, bob = a_thread(by=cast.alice), client_of(cast.bob)
    assert bob.post("/t/new/", {}).status_code == 422
    assert bob.post(f"/t/{thread.pk}/reply/", {}).status_code == 422
    assert bob.post(f"/t/{thread.pk}/reply/", {"text": "话", "reply_to": "99"}).status_code == 422
    assert bob.post(f"/t/{thread.pk}/reply/", {"text": "话", "reply_to": "x", "seen": "-4"}).status_code == 422
    assert bob.post("/t/999999/reply/", {"text": "话"}).status_code == 404
    assert bob.get(f"/t/{thread.pk}/1/like/").status_code == 405
    assert bob.get("/t/999999/").status_code == 404


@given(st.text(max_size=80))
def test_titles_are_one_line_and_tidying_is_done_at_once(title: str) -> None:
    tidy = line(title)
    assert "\n" not in tidy and "\x00" not in tidy and line(tidy) == tidy


@given(st.integers(1, 10**6))
def test_every_number_is_on_its_page(number: int) -> None:
    assert page_start(number) < number <= page_start(number) + 20 and page_start(number) % 20 == 0


def test_cursors_and_visible_letters() -> None:
    assert [read_cursor(after) for after in (None, "", "20", "x", "-1", "²", "٣", "9" * 12)] == [
        0,
        0,
        20,
        0,
        0,
        0,
        0,
        0,
    ]
    assert [readable(text) for text in ("", " \n", "\u200b\u200d", "好", "a b")] == [0, 0, 0, 1, 2]
