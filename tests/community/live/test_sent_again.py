"""An answer that got lost: the same comment sent again is one comment, for the database and for every screen."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.live import actions, hub, queries, rules
from community.live.hub.news import News, packed, unpacked
from community.live.models import Comment, LiveSession
from tests.community.live.test_sockets import people, server, watch  # noqa: F401  the loop of the test is the server's
from tests.factories.live import comments, on_air

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "丢包测试"


async def test_it_gets_the_same_id_and_others_see_it_once():
    cast = await sync_to_async(people)("doctor", "alice", "bob")
    session = await sync_to_async(on_air)(by=cast.doctor)
    key = str(uuid4())
    bob, alice = await watch(cast.bob, session), await watch(cast.alice, session)
    first = (await alice.comment(WORDS, key))["ok"]
    await alice.close()
    back = await watch(cast.alice, session)
    assert [line["k"] for line in back.hello["past"]] == [[key.replace("-", "")]]
    assert [(await back.comment(WORDS, key))["ok"] for _n in range(9)] == [first] * 9  # and no pace is held against it
    await bob.comment("之后")
    assert [(await bob.until("ids"))["x"] for _n in range(2)] == [WORDS, "之后"]
    assert (await LiveSession.objects.aget(pk=session.pk)).comments_count == await Comment.objects.acount() == 2


async def test_it_is_known_when_the_room_was_closed_meanwhile_and_when_the_session_is_over():
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    key = str(uuid4())
    alice = await watch(cast.alice, session)
    first = (await alice.comment(WORDS, key))["ok"]
    await hub.close()
    back = await watch(cast.alice, session)
    assert (await back.comment(WORDS, key))["ok"] == first
    await sync_to_async(actions.end)(by=cast.doctor, session_id=session.pk)
    assert (await back.comment(WORDS, key))["ok"] == first
    assert "error" in await back.comment(WORDS, str(uuid4()))
    assert await Comment.objects.acount() == 1


async def test_one_that_is_too_long_ago_for_the_room_leaves_the_screens_again():
    cast = await sync_to_async(people)("doctor", "alice", "bob")
    session = await sync_to_async(on_air)(by=cast.doctor)
    key = str(uuid4())
    first = await sync_to_async(actions.comment)(by=cast.alice, session_id=session.pk, text=WORDS, key=key)
    await sync_to_async(comments)(session, by=cast.bob, offsets=[first.offset_ms + 1] * (rules.RECENT + 1))
    alice, bob = await watch(cast.alice, session), await watch(cast.bob, session)
    assert (await alice.comment(WORDS, key))["ok"] == first.pk
    shown = (await bob.until("ids"))["ids"]
    assert shown != [first.pk]
    assert [(await bob.until("hide"))["hide"]] == shown
    assert await Comment.objects.filter(author=cast.alice).acount() == 1


async def test_two_processes_that_heard_it_keep_one_and_the_second_learns_its_id():
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    here = rules.Line(900, session.pk, cast.alice.pk, "阿芷", WORDS, 10, key=uuid4())
    there = replace(here, id=1_900, offset_ms=4_000)
    store = sync_to_async(actions.store)
    assert await store([here]) == {}
    assert await store([there, there]) == {1_900: 900}
    assert await store([replace(there, id=2_900, text="别的话")]) == {}
    rows = [row async for row in Comment.objects.order_by("pk").values_list("pk", "text")]
    assert rows == [(900, WORDS), (2_900, "别的话")]
    assert (await LiveSession.objects.aget(pk=session.pk)).comments_count == 2


async def test_a_room_that_heard_it_from_another_process_does_not_show_it_again():
    line = rules.Line(900, 1, 7, "阿芷", WORDS, 10, key=uuid4())
    room = hub.Room(rules.RoomState(1, 9, None, None))
    heard = unpacked(packed(News(lines=[line]), "other"))
    assert list(heard.lines) == [line]
    room.hear(heard)
    assert not room.take(replace(line, id=1_900)) and len(room.recent) == 1
    assert room.take(replace(line, id=2_900, author_id=8)), "another person's key is another key"
    room.close()


async def test_a_key_belongs_to_its_words_and_is_a_key_or_nothing():
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    alice, key = await watch(cast.alice, session), str(uuid4())
    first = (await alice.comment(WORDS, key))["ok"]
    assert (await alice.comment("别的话", key))["ok"] != first
    for odd in ('"x"', "7", "[]", "{}", '"' + "f" * 1_000 + '"'):
        await alice.say(f'{{"say": "{WORDS}", "key": {odd}}}')
    await asyncio.sleep(0.2)
    assert await Comment.objects.acount() == 2


def test_a_form_sent_twice_makes_one(cast, client_of):
    session = on_air(by=cast.doctor)
    said, form = reverse("live:comment", args=[session.pk]), {"text": WORDS, "key": str(uuid4())}
    alice = client_of(cast.alice)
    assert 'name="key"' in alice.get(session.get_absolute_url()).content.decode()
    assert [alice.post(said, form).status_code for _n in range(9)] == [302] * 9
    assert client_of(cast.bob).post(said, form).status_code == 302
    assert list(Comment.objects.order_by("pk").values_list("author", flat=True)) == [cast.alice.pk, cast.bob.pk]
    kept = Comment.objects.get(author=cast.alice)
    assert queries.kept_comment(cast.bob.pk, session.pk, kept.key) != kept


def test_the_database_keeps_one_for_each_key(cast):
    session = on_air(by=cast.doctor)
    kept = actions.comment(by=cast.alice, session_id=session.pk, text=WORDS, key=uuid4())
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(
            pk=kept.pk + 1, session=session, author=cast.alice, text=WORDS, offset_ms=1, key=kept.key
        )
