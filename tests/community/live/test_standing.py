"""A socket lives as long as the session it was opened in: nothing is said or heard under its name afterwards."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from asgiref.sync import sync_to_async
from channels.routing import URLRouter
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from community.live import hub, queries
from community.live.models import Comment, LiveSession
from community.moderation.actions import lift_sanction, sanction
from tadpole.accounts.actions import close_account
from tadpole.accounts.models import User
from tadpole.accounts.queries import session_digest, standing
from tadpole.config.pulse import ask_standing
from tadpole.config.sockets import routes
from tadpole.events import held, screens
from tadpole.events.held import Holder
from tests.cast import PASSWORD, Cast
from tests.factories.live import on_air
from tests.sockets import Screen, Wire, session_key_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
async def server(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    hub.PACER.buckets.clear()
    monkeypatch.setattr(held, "_held", set())
    monkeypatch.setattr(held, "_in_a_hurry", False)
    screens.keep_loop(asyncio.get_running_loop())
    yield
    await hub.close()
    screens.keep_loop(None)
    await sync_to_async(connections.close_all)()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Move the clock by which sockets are asked after; and let no word of anybody make it faster."""

    def shift(seconds: float) -> None:
        now = time.monotonic() + seconds
        monkeypatch.setattr(held, "time", SimpleNamespace(monotonic=lambda: now))
        monkeypatch.setattr(held, "_in_a_hurry", False)

    return shift


def opened() -> tuple[Any, LiveSession]:
    cast = Cast()
    for name in ("doctor", "alice", "bob", "staff"):
        getattr(cast, name)
    return cast, on_air(by=cast.doctor)


def signed_in(person: User) -> Client:
    browser = Client()
    browser.force_login(person)
    browser.get("/account/")
    return browser


def ticket_of(browser: Client, session: LiveSession) -> str:
    return str(browser.get(f"/live/{session.pk}/ticket/").json()["ticket"])


async def watch(ticket: str, session: LiveSession) -> Screen:
    screen = Screen(session.pk, ticket)
    await screen.enter()
    return screen


async def code_of(screen: Wire) -> int:
    """With which code the socket is closed."""
    while True:
        event = await screen.wire.receive_output(timeout=5)
        if event["type"] == "websocket.close":
            return int(event["code"])


def ends() -> dict[str, Callable[[Any, Client], Any]]:
    return {
        "signed out": lambda cast, browser: browser.post("/account/logout/"),
        "suspended": lambda cast, browser: sanction(
            by=cast.staff, user_id=cast.alice.pk, kind="suspension", reason="广告", days=3
        ),
        "another password": lambda cast, browser: set_password(cast.alice),
        "ended elsewhere": lambda cast, browser: UserSession.objects.get(user=cast.alice).end(),
        "account closed": lambda cast, browser: close_account(by=cast.alice, email=cast.alice.email),
        "not active": lambda cast, browser: User.objects.filter(pk=cast.alice.pk).update(is_active=False),
    }


def set_password(person: User) -> None:
    person.set_password("another-lily-2027")
    person.save()


@pytest.mark.parametrize("how", list(ends()))
async def test_when_the_session_ends_the_sockets_end_within_ten_seconds(how: str, later: Any) -> None:
    cast, session = await sync_to_async(opened)()
    browser = await sync_to_async(signed_in)(cast.alice)
    alice = await watch(await sync_to_async(ticket_of)(browser, session), session)
    cookie = f"{settings.SESSION_COOKIE_NAME}={browser.session.session_key}".encode()
    notices = Wire(URLRouter(routes), "/ws/notices/", headers=[(b"cookie", cookie)])
    await notices.open()
    assert (await notices.heard()) == {"unread": 0}
    bob = await watch(await sync_to_async(lambda: ticket_of(signed_in(cast.bob), session))(), session)
    assert await held.look(ask_standing) == 0
    assert "ok" in await alice.comment("还在")

    await sync_to_async(ends()[how])(cast, browser)
    later(held.EVERY)
    assert await held.look(ask_standing) == 2
    assert await code_of(alice) == 4403 and await code_of(notices) == 4401
    assert "ok" in await bob.comment("我没事")
    await alice.say('{"say": "我还在"}')
    await hub.close()
    assert await Comment.objects.filter(author=cast.alice).acount() == 1
    assert held.EVERY + 2 * held.BEAT < 10


async def test_a_word_makes_it_faster(later: Any) -> None:
    cast, session = await sync_to_async(opened)()
    browser = await sync_to_async(signed_in)(cast.alice)
    alice = await watch(await sync_to_async(ticket_of)(browser, session), session)
    assert await held.look(ask_standing) == 0
    assert held.due() == []
    await sync_to_async(browser.post)("/account/logout/")
    assert await held.look(ask_standing) == 1
    assert await code_of(alice) == 4403


async def test_a_new_connection_with_an_old_ticket_says_nothing() -> None:
    cast, session = await sync_to_async(opened)()
    browser = await sync_to_async(signed_in)(cast.alice)
    ticket = await sync_to_async(ticket_of)(browser, session)
    await sync_to_async(browser.post)("/account/logout/")
    alice = await watch(ticket, session)
    await alice.say('{"say": "我还在"}')
    assert await code_of(alice) == 4403
    again = await watch(ticket, session)
    assert await held.look(ask_standing) == 1, "one that says nothing goes with the next beat"
    assert await code_of(again) == 4403
    await hub.close()
    assert not await Comment.objects.filter(author=cast.alice).aexists()


async def test_a_ticket_from_before_sessions_were_named_is_renewed() -> None:
    cast, session = await sync_to_async(opened)()

    def old() -> str:
        with translation.override("zh-hans"):
            return queries.SIGNER.sign_object([session.pk, *queries.speaker_of(cast.alice, session)[:5]], compress=True)

    alice = await watch(await sync_to_async(old)(), session)
    assert await held.look(ask_standing) == 1
    assert await code_of(alice) == 4403


async def test_who_is_silenced_reads_on_and_says_nothing_until_it_is_over(later: Any) -> None:
    cast, session = await sync_to_async(opened)()
    alice = await watch(await sync_to_async(lambda: ticket_of(signed_in(cast.alice), session))(), session)
    assert "ok" in await alice.comment("先说一句")
    decide = {"by": cast.staff, "user_id": cast.alice.pk, "kind": "silence"}
    await sync_to_async(sanction)(**decide, reason="刷屏", days=1)
    assert await held.look(ask_standing) == 0, "the socket stays"
    said = await alice.comment("再说一句")
    assert "刷屏" in said["error"] and "北京时间" in said["error"]
    await sync_to_async(lift_sanction)(**decide, reason="说清楚了")
    assert await held.look(ask_standing) == 0
    assert "ok" in await alice.comment("谢谢")


def test_however_many_hold_sockets_they_are_asked_after_in_one_query(cast: Any) -> None:
    people = [cast.alice, cast.bob, cast.mei, cast.outsider]
    holders = {Holder(one.pk, session_digest(session_key_of(one))) for one in people}
    with CaptureQueriesContext(connection) as few:
        assert set(standing(set(list(holders)[:1]))) <= holders
    with CaptureQueriesContext(connection) as many:
        assert set(standing(holders)) == holders
    assert len(few) == len(many) == 1
    assert standing({Holder(cast.alice.pk, session_digest(session_key_of(cast.bob)))}) == {}


def test_another_password_typed_by_the_person_ends_the_other_devices(cast: Any) -> None:
    phone, laptop = signed_in(cast.alice), signed_in(cast.alice)
    holders = {Holder(cast.alice.pk, session_digest(one.session.session_key)) for one in (phone, laptop)}
    assert set(standing(holders)) == holders
    typed = {"oldpassword": PASSWORD, "password1": "another-lily-2027", "password2": "another-lily-2027"}
    assert laptop.post("/account/password/change/", typed).status_code == 302
    assert standing(holders) == {}, "this one's page asks for a new ticket"
    laptop.get("/account/")
    assert len(standing({Holder(cast.alice.pk, session_digest(laptop.session.session_key))})) == 1
