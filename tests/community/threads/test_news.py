"""A page that is open offers the answers which came since: what it asks, and what it is told."""

from typing import Any

import pytest
from django.test import Client

from community.threads.actions import close_thread, delete_post, hide_post
from community.threads.models import Thread
from tests.budget import same_queries
from tests.factories.content import a_guide
from tests.factories.threads import a_reply, a_thread

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def asked(client: Client, thread: Thread, front: str = "", **words: Any) -> Any:
    return client.get(f"{front}/t/{thread.pk}/news/", words)


def test_the_page_says_up_to_where_its_reader_knows(cast: Any, client_of: Any) -> None:
    thread, nobody = a_thread(by=cast.alice), client_of(cast.nobody)
    place = f'data-from="/t/{thread.pk}/news/"'
    page = nobody.get(f"/t/{thread.pk}/").content.decode()
    assert place in page and 'data-seen="1" data-here="1"' in page and "threads/news" in page
    for number in range(2, 24):
        a_reply(by=(cast.bob, cast.mei)[number % 2], thread=thread)
    assert 'data-seen="23" data-here=""' in nobody.get(f"/t/{thread.pk}/").content.decode(), (
        "more stand on another page"
    )
    assert 'data-seen="23" data-here="1"' in nobody.get(f"/t/{thread.pk}/?after=20").content.decode()
    close_thread(by=cast.staff, thread=thread)
    assert place not in nobody.get(f"/t/{thread.pk}/").content.decode(), "nothing can come any more"


@pytest.mark.parametrize(
    ("front", "one", "two"),
    [
        ("", "有 1 条新回复", "有 2 条新回复"),
        ("/zh-hant", "有 1 則新回覆", "有 2 則新回覆"),
        ("/en", "1 new answer\n", "2 new answers\n"),
    ],
)
def test_two_new_answers(cast: Any, client_of: Any, front: str, one: str, two: str) -> None:
    thread, alice = a_thread(by=cast.alice), client_of(cast.alice)
    assert asked(alice, thread, front, seen=1, told=0).status_code == 204
    a_reply(by=cast.bob, thread=thread, text="第一句回答")
    assert one in asked(alice, thread, front, seen=1, told=0, here=1).content.decode()
    assert asked(alice, thread, front, seen=1, told=1).status_code == 204, "told already"
    a_reply(by=cast.mei, thread=thread)
    a_reply(by=cast.alice, thread=thread, text="自己说的不算")
    offer = asked(alice, thread, front, seen=1, told=1, here=1)
    assert two in offer.content.decode() and offer["Cache-Control"].startswith("max-age=0")
    assert f'href="{front}/t/{thread.pk}/#p2"' in offer.content.decode()
    assert f'hx-get="{front}/t/{thread.pk}/since/?seen=1"' in offer.content.decode()
    assert "第一句回答" not in offer.content.decode()
    elsewhere = asked(alice, thread, front, seen=1, here="").content.decode()
    assert "hx-get" not in elsewhere and "href=" in elsewhere


def test_they_are_added_below_and_the_form_knows(cast: Any, client_of: Any) -> None:
    thread, alice = a_thread(by=cast.alice), client_of(cast.alice)
    for text in ("第一句", "第二句"):
        a_reply(by=cast.bob, thread=thread, text=text)
    added = alice.get(f"/t/{thread.pk}/since/?seen=1", headers=HTMX).content.decode()
    assert "第一句" in added and "第二句" in added and 'id="p1"' not in added
    assert 'id="p2" tabindex="-1" autofocus' in added and added.count(" autofocus") == 1
    assert 'name="seen" value="3" id="id_seen" hx-swap-oob="true"' in added and 'data-seen="3" data-here="1"' in added
    assert "<textarea" not in added, "what is being written is left alone"
    plain = alice.get(f"/t/{thread.pk}/since/?seen=1")
    assert plain["Location"] == f"/t/{thread.pk}/#p2"
    assert "id_seen" not in client_of(cast.nobody).get(f"/t/{thread.pk}/since/?seen=1", headers=HTMX).content.decode()


def test_what_one_may_not_read_is_neither_counted_nor_shown(cast: Any, client_of: Any) -> None:
    thread, outsider = a_thread(by=cast.alice), client_of(cast.outsider)
    hidden, gone = (a_reply(by=who, thread=thread, text="会不见的话") for who in (cast.bob, cast.mei))
    hide_post(by=cast.staff, id=str(hidden.pk))
    delete_post(by=cast.mei, post=gone)
    assert asked(outsider, thread, seen=1).status_code == 204
    assert "会不见的话" not in outsider.get(f"/t/{thread.pk}/since/?seen=1", headers=HTMX).content.decode()
    hide_post(by=cast.staff, id=str(thread.posts.get(number=1).pk))
    for path in ("news", "since"):
        answer = outsider.get(f"/t/{thread.pk}/{path}/?seen=0")
        assert answer.status_code == 404 and thread.title not in answer.content.decode()
        assert outsider.post(f"/t/{thread.pk}/{path}/").status_code == 405


@pytest.mark.parametrize("odd", ["", "x", "-1", "9" * 40, "١", "1e9"])
def test_odd_numbers_are_the_beginning(cast: Any, client_of: Any, odd: str) -> None:
    thread = a_thread(by=cast.alice)
    a_reply(by=cast.bob, thread=thread)
    nobody = client_of(cast.nobody)
    assert asked(nobody, thread, seen=odd, told=odd, here=odd).status_code == 200
    assert nobody.get(f"/t/{thread.pk}/since/", {"seen": odd}, headers=HTMX).status_code == 200
    assert nobody.get(f"/t/{thread.pk}/since/", {"seen": odd})["Location"] == f"/t/{thread.pk}/#p1"


def test_asking_is_cheap_and_has_its_pace(cast: Any, client_of: Any, django_assert_max_num_queries: Any) -> None:
    thread, nobody = a_thread(by=cast.alice), client_of(cast.nobody)
    with django_assert_max_num_queries(1):
        assert asked(nobody, thread, seen=1).status_code == 204

    def more() -> None:
        for number in range(12):
            a_reply(by=(cast.bob, cast.mei)[number % 2], thread=thread)

    a_reply(by=cast.bob, thread=thread)
    assert same_queries(lambda: asked(nobody, thread, seen=1), more) <= 2
    answers = [asked(nobody, thread, seen=99).status_code for _turn in range(320)]
    assert answers[:290] == [204] * 290 and answers[-1] == 429


def test_under_a_guide_it_offers_the_guides_page(cast: Any, client_of: Any, settle: Any) -> None:
    guide, nobody = a_guide(by=cast.editor), client_of(cast.nobody)
    settle()
    talk = Thread.objects.get()
    assert f'data-from="/t/{talk.pk}/news/" data-seen="0" data-here="1"' in nobody.get(guide.get_url()).content.decode()
    a_reply(by=cast.bob, thread=talk)
    assert f'href="{guide.get_url()}#p1"' in asked(nobody, talk, seen=0).content.decode()
