"""The number in the header moves by itself."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from django.contrib.auth.models import AnonymousUser

from community.notifications.actions import mark_all_read, notify
from community.notifications.consumers import NoticesConsumer
from tadpole.events import screens
from tests.cast import member
from tests.sockets import Wire


@pytest_asyncio.fixture
async def served() -> AsyncIterator[None]:
    """This test's loop is the server's."""
    screens.keep_loop(asyncio.get_running_loop())
    yield
    screens.keep_loop(None)


@pytest.mark.parametrize("person", [AnonymousUser(), None])
async def test_nobody_is_refused_with_a_code_the_page_understands(person):
    wire = Wire(NoticesConsumer.as_asgi(), "/ws/notices/", person=person)
    await wire.open()
    assert (await wire.heard())["code"] == 4401


@pytest.mark.django_db(transaction=True)
async def test_alice_counts_along_and_bob_does_not(served: None):
    alice = await sync_to_async(member)("alice", "阿芷在路上")
    bob = await sync_to_async(member)("bob", "爸爸鲍勃")
    hers, his = (Wire(NoticesConsumer.as_asgi(), "/ws/notices/", person=one) for one in (alice, bob))
    for wire in (hers, his):
        assert (await wire.open())["type"] == "websocket.accept"
        assert await wire.heard() == {"unread": 0}
    await sync_to_async(notify)(to=alice.pk, kind="test", message="hello", url="/~/live/", key="1")
    assert await hers.heard() == {"unread": 1}
    await hers.say("what is this")
    await sync_to_async(notify)(to=alice.pk, kind="test", message="hello", url="/~/live/", key="1")
    await sync_to_async(notify)(to=alice.pk, kind="test", message="hello", url="/~/live/", key="2")
    assert await hers.heard() == {"unread": 2}
    await sync_to_async(mark_all_read)(by=alice)
    assert await hers.heard() == {"unread": 0}
    assert await his.silent()
    for wire in (hers, his):
        await wire.close()


async def test_a_socket_from_another_origin_is_refused():
    from tadpole.config.asgi import inner

    wire = Wire(inner, "/ws/notices/", headers=[(b"origin", b"https://elsewhere.example"), (b"host", b"localhost")])
    assert (await wire.open())["type"] == "websocket.close"
