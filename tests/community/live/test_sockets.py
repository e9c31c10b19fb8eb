"""What two people in one session see of each other."""

import asyncio
import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db import connections
from django.utils import timezone, translation

from community.live import actions, hub, queries, rules
from community.live.models import Comment, LiveSession
from community.moderation.actions import hide
from community.moderation.rules import Ref
from tadpole.accounts.models import User
from tadpole.events import screens
from tests.cast import Cast
from tests.factories.live import a_session, comments, on_air
from tests.sockets import Screen, session_key_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
async def server(transactional_db: None):
    """The loop of this test is the server's; its threads leave no connection open, because the database file is replaced."""
    hub.PACER.buckets.clear()
    screens.keep_loop(asyncio.get_running_loop())
    yield
    await hub.close()
    screens.keep_loop(None)
    await sync_to_async(connections.close_all)()


def people(*names: str) -> Any:
    """The cast, and those of it that are needed."""
    cast = Cast()
    for name in names:
        getattr(cast, name)
    return cast


def ticket_of(person: Any, session: LiveSession, language: str = "zh-hans") -> str:
    fresh = User.objects.get(pk=person.pk) if person.is_authenticated else person
    key = session_key_of(person)
    with translation.override(language):
        return queries.ticket_for(fresh, session, key)


async def watch(person: Any, session: LiveSession, **more: Any) -> Screen:
    screen = Screen(session.pk, await sync_to_async(ticket_of)(person, session), **more)
    screen.hello = await screen.enter()
    return screen


async def test_two_viewers_see_each_other_at_once_and_it_is_stored():
    cast = await sync_to_async(people)("doctor", "alice", "bob")
    session = await sync_to_async(on_air)(by=cast.doctor)
    alice, bob = await watch(cast.alice, session), await watch(cast.bob, session)
    answer = await alice.comment("  脸上一片红，\n能洗澡吗 ")
    seen = await bob.until("ids")
    assert (seen["x"], seen["by"], seen["ids"]) == ("脸上一片红， 能洗澡吗", "阿芷在路上", [answer["ok"]])
    assert (await alice.until("ids"))["ids"] == [answer["ok"]]
    await bob.comment("温水快洗")
    assert (await alice.until("ids"))["x"] == "温水快洗"
    await hub.close()
    rows = [row async for row in Comment.objects.order_by("pk").values_list("text", "author")]
    assert rows == [("脸上一片红， 能洗澡吗", cast.alice.pk), ("温水快洗", cast.bob.pk)]
    assert (await LiveSession.objects.aget(pk=session.pk)).comments_count == 2


async def test_the_host_is_marked_and_the_number_of_viewers_comes_once_in_a_while():
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    alice = await watch(cast.alice, session)
    assert (alice.hello["viewers"], alice.hello["on"], alice.hello["past"]) == (1, 1, [])
    doctor = await watch(cast.doctor, session)
    await doctor.comment("大家好")
    assert (await alice.until("ids"))["host"] == 1
    assert (await alice.until("viewers"))["viewers"] in (1, 2)
    assert (await alice.until("viewers"))["viewers"] == 2


async def test_somebody_without_an_account_watches_but_does_not_speak():
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    nobody = await watch(AnonymousUser(), session)
    assert "登录" in (await nobody.comment("你好"))["error"]
    alice = await watch(cast.alice, session)
    await alice.comment("有人吗")
    assert (await nobody.until("ids"))["x"] == "有人吗"


@pytest.mark.parametrize("fault", ["forged", "of another session", "too old"])
async def test_a_ticket_that_is_not_good_is_refused_with_a_code(fault, monkeypatch):
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    other = await sync_to_async(a_session)(by=cast.doctor)
    ticket = await sync_to_async(ticket_of)(cast.alice, other if fault == "of another session" else session)
    if fault == "forged":
        ticket = ticket[:-2] + "aa"
    if fault == "too old":
        later = timezone.now().timestamp() + 7_201
        monkeypatch.setattr(signing.time, "time", lambda: later)
    screen = Screen(session.pk, ticket)
    assert (await screen.enter())["code"] == 4403


async def test_a_session_that_is_not_there():
    await sync_to_async(people)()
    assert (await Screen(404).enter())["code"] == 4404


@pytest.mark.parametrize("text", ["", "   ", "​​", "长" * 101])
async def test_nothing_to_read_or_too_much(text):
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    alice = await watch(cast.alice, session)
    assert "error" in await alice.comment(text)
    assert "ok" in await alice.comment("长" * 100)


async def test_what_is_no_comment_is_not_answered_and_in_the_end_cut_off():
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    alice = await watch(cast.alice, session)
    for odd in ["[]", "{", '{"say": 1}', "null", "x" * 3_000, "[" * 1_900] * 8:
        await alice.say(odd)
    while isinstance(heard := await alice.heard(), list):
        pass
    assert heard["code"] == 4429


async def test_six_in_a_row_are_too_many_and_newcomers_get_fewer():
    cast = await sync_to_async(people)("doctor", "alice", "newcomer")
    session = await sync_to_async(on_air)(by=cast.doctor)
    alice, newcomer = await watch(cast.alice, session), await watch(cast.newcomer, session)
    again = await watch(cast.alice, session)
    answers = [await alice.comment(f"第 {n} 句") for n in range(6)]
    assert ["ok" in one for one in answers] == [True] * 5 + [False]
    assert 1 <= answers[5]["wait"] <= 2
    assert "wait" in await again.comment("换一个窗口"), "a second window has the same bucket"
    answers = [await newcomer.comment(f"第 {n} 句") for n in range(3)]
    assert ["ok" in one for one in answers] == [True, True, False]


async def test_refusals_are_said_in_the_language_of_the_page():
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    said = []
    for language in ("zh-hans", "zh-hant", "en"):
        screen = Screen(session.pk, await sync_to_async(ticket_of)(cast.alice, session, language))
        await screen.enter()
        said.append((await screen.comment(" "))["error"])
    assert len(set(said)) == 3
    assert said[2].startswith("There is nothing")


async def test_before_the_start_and_after_the_end_nobody_speaks_and_screens_are_told():
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(a_session)(by=cast.doctor)
    alice = await watch(cast.alice, session)
    assert (alice.hello["on"], "error" in await alice.comment("早")) == (0, True)
    await sync_to_async(actions.start)(by=cast.doctor, session_id=session.pk)
    await alice.until("started")
    assert "ok" in await alice.comment("开始了")
    await sync_to_async(actions.end)(by=cast.doctor, session_id=session.pk)
    await alice.until("ended")
    assert "error" in await alice.comment("还在吗")


async def test_nothing_that_was_shown_is_lost_when_the_session_ends():
    cast = await sync_to_async(people)("doctor", "alice", "bob", "mei")
    session = await sync_to_async(on_air)(by=cast.doctor)
    screens_of = [await watch(one, session) for one in (cast.alice, cast.bob, cast.mei)]
    shown = [(await one.comment(f"最后{n}"))["ok"] for n in range(4) for one in screens_of]
    await sync_to_async(actions.end)(by=cast.doctor, session_id=session.pk)
    for one in screens_of:
        await one.until("ended")
        await one.close()
    await hub.close()
    assert [row async for row in Comment.objects.order_by("pk").values_list("pk", flat=True)] == shown


async def test_a_database_that_refuses_is_asked_again_and_each_line_is_kept_once(monkeypatch):
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    real, tries = actions.store, []

    def store(lines: list[rules.Line]) -> None:
        tries.append(len(lines))
        if len(tries) == 1:
            raise RuntimeError("the disk is away")
        real(lines)
        if len(tries) == 2:
            raise RuntimeError("the answer got lost")

    monkeypatch.setattr(actions, "store", store)
    alice = await watch(cast.alice, session)
    for n in range(3):
        await alice.say(json.dumps({"say": f"第 {n} 句"}))
    promised = [(await alice.answered())["ok"] for _n in range(3)]
    assert len(tries) >= 3
    assert promised == [row async for row in Comment.objects.order_by("pk").values_list("pk", flat=True)]
    assert (await LiveSession.objects.aget(pk=session.pk)).comments_count == 3


async def test_a_line_is_shown_at_once_and_promised_when_it_is_stored(monkeypatch):
    cast = await sync_to_async(people)("doctor", "alice", "bob")
    session = await sync_to_async(on_air)(by=cast.doctor)
    real, free = actions.store, threading.Event()

    def store(lines: list[rules.Line]) -> None:
        assert free.wait(20)
        real(lines)

    monkeypatch.setattr(actions, "store", store)
    alice, bob = await watch(cast.alice, session), await watch(cast.bob, session)
    await alice.say(json.dumps({"say": "听得到吗"}))
    seen = await bob.until("ids")
    assert await Comment.objects.acount() == 0
    await asyncio.sleep(0.3)
    assert not any('"ok"' in event["text"] for event in alice.wire.output_queue._queue), "promised before it was stored"
    free.set()
    assert (await alice.answered())["ok"] == seen["ids"][0]
    assert await Comment.objects.acount() == 1


async def test_two_processes_that_gave_the_same_id_lose_no_line():
    cast = await sync_to_async(people)("doctor", "alice", "bob")
    session = await sync_to_async(on_air)(by=cast.doctor)
    hers, his = (
        rules.Line(900, session.pk, one.pk, "名", text, 10) for one, text in ((cast.alice, "甲"), (cast.bob, "乙"))
    )
    for lines in ([hers], [his], [his], [hers]):
        await sync_to_async(actions.store)(lines)
    rows = [row async for row in Comment.objects.order_by("pk").values_list("pk", "text")]
    assert rows == [(900, "甲"), (901, "乙")]
    assert (await LiveSession.objects.aget(pk=session.pk)).comments_count == 2


async def test_a_clock_that_is_set_back_by_an_hour_puts_nothing_in_the_wrong_place(time_machine):
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    await LiveSession.objects.filter(pk=session.pk).aupdate(started_at=timezone.now() - timedelta(minutes=10))
    alice = await watch(cast.alice, session)
    first = (await alice.comment("之前"))["ok"]
    told = (await alice.until("ids"))["t"]
    time_machine.move_to(timezone.now() - timedelta(hours=1))
    second = (await alice.comment("之后"))["ok"]
    assert second > first
    assert told <= (await alice.until("ids"))["t"] < told + 60_000
    third = await sync_to_async(actions.comment)(by=cast.alice, session_id=session.pk, text="表单")
    assert third.pk > second
    assert third.offset_ms >= told
    await sync_to_async(actions.end)(by=cast.doctor, session_id=session.pk)
    over = await LiveSession.objects.aget(pk=session.pk)
    assert over.lasted_ms >= third.offset_ms


async def test_a_comment_that_staff_hide_leaves_open_screens_and_the_list():
    cast = await sync_to_async(people)("doctor", "alice", "bob", "staff")
    session = await sync_to_async(on_air)(by=cast.doctor)
    alice, bob = await watch(cast.alice, session), await watch(cast.bob, session)
    bad = (await alice.comment("加我微信买药膏"))["ok"]
    await bob.until("ids")
    await hub.hub(queries.room_state, actions.store).flush()
    await sync_to_async(hide)(by=cast.staff, ref=Ref("comment", str(bad)), reason="广告")
    assert (await bob.until("hide"))["hide"] == bad
    late = await watch(cast.bob, session)
    assert late.hello["past"] == []
    assert (await LiveSession.objects.aget(pk=session.pk)).comments_count == 0


async def test_who_comes_late_gets_the_last_fifty_and_who_comes_back_what_was_missed():
    cast = await sync_to_async(people)("doctor", "alice", "bob")
    session = await sync_to_async(on_air)(by=cast.doctor)
    rows = await sync_to_async(comments)(session, by=cast.alice, offsets=range(0, 60_000, 1_000))
    bob = await watch(cast.bob, session)
    assert [line["ids"][0] for line in bob.hello["past"]] == [row.pk for row in rows[-50:]]
    back = await watch(cast.bob, session, after=rows[-3].pk)
    assert [line["ids"][0] for line in back.hello["past"]] == [row.pk for row in rows[-2:]]


async def test_a_closed_account_does_not_speak_with_an_old_ticket():
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    alice = await watch(cast.alice, session)
    cast.alice.is_active = False
    await sync_to_async(cast.alice.save)()
    assert (await alice.comment("我还在"))["code"] == 4403


async def test_a_comment_from_a_form_is_on_open_screens_too():
    cast = await sync_to_async(people)("doctor", "alice", "bob")
    session = await sync_to_async(on_air)(by=cast.doctor)
    bob = await watch(cast.bob, session)
    made = await sync_to_async(actions.comment)(by=cast.alice, session_id=session.pk, text="没有脚本也能说")
    assert (await bob.until("ids"))["ids"] == [made.pk]


async def test_the_room_goes_with_its_last_viewer():
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    house = hub.hub(queries.room_state, actions.store)
    alice = await watch(cast.alice, session)
    room = house.rooms[session.pk]
    await alice.close()
    assert house.rooms == {}
    assert room.is_closed
    again = await watch(cast.alice, session)
    assert "ok" in await again.comment("又来了")


async def test_an_hour_on_air_is_counted_in_the_offset():
    cast = await sync_to_async(people)("doctor", "alice")
    session = await sync_to_async(on_air)(by=cast.doctor)
    await LiveSession.objects.filter(pk=session.pk).aupdate(started_at=timezone.now() - timedelta(hours=1))
    alice = await watch(cast.alice, session)
    assert 3_600_000 <= alice.hello["now"] < 3_660_000
    await alice.comment("一小时了")
    assert 3_600_000 <= (await alice.until("ids"))["t"] < 3_660_000
