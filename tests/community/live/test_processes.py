"""Live comments over two real sockets processes: heard everywhere, counted once, and not lost when Redis or a process goes."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings as site
from django.db import connections
from django.utils import translation
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from community.live import actions, hub, queries
from community.live.models import Comment, LiveSession
from community.moderation.actions import hide
from community.moderation.rules import Ref
from tadpole.accounts.models import User
from tadpole.events import connections as redis_connections
from tests.cast import Cast
from tests.factories.live import on_air
from tests.faults.recovery import until_heard
from tests.servers.redis import Redis
from tests.sockets import session_key_of
from tests.standing import Process

pytestmark = [pytest.mark.services, pytest.mark.long(55), pytest.mark.django_db(transaction=True)]


class Viewer:
    """A browser's socket to one process, that remembers all it heard."""

    def __init__(self, port: int, session_id: int, ticket: str, after: int = 0) -> None:
        self.address = f"ws://127.0.0.1:{port}/ws/live/{session_id}/?ticket={ticket}&after={after}"
        self.parts: list[dict[str, Any]] = []
        self.promised: list[int] = []
        self.code: int | None = None

    async def enter(self) -> "Viewer":
        self.socket: ClientConnection = await connect(self.address, origin=site.ORIGIN, open_timeout=30)
        self.hearing = asyncio.create_task(self.hear())
        await until_heard(lambda: self.parts)
        return self

    async def hear(self) -> None:
        try:
            async for text in self.socket:
                heard = json.loads(text)
                if isinstance(heard, list):
                    self.parts += heard
                elif "ok" in heard:
                    self.promised.append(heard["ok"])
        except ConnectionClosed:
            pass
        self.code = self.socket.close_code

    async def say(self, text: str) -> None:
        await self.socket.send(json.dumps({"say": text}))

    def heard(self, key: str) -> list[Any]:
        return [part[key] for part in self.parts if key in part and "past" not in part]

    @property
    def ids(self) -> list[int]:
        return [one for ids in self.heard("ids") for one in ids]

    async def leave(self) -> None:
        await self.socket.close()
        await self.hearing


class Pond:
    """Two sockets processes, a Redis of their own between them, and a session on air."""

    def __init__(self, folder: Path) -> None:
        self.redis = Redis(folder).start()
        environment = {
            "TADPOLE_REDIS_URL": self.redis.address,
            "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.services",
        }
        environment["TADPOLE_DATABASE_URL"] = os.environ["TADPOLE_DATABASE_URL"]
        self.processes = [Process(folder, f"sockets-{n}", environment, "sockets", listens=True) for n in (0, 1)]
        self.viewers: list[Viewer] = []

    def open(self) -> None:
        self.cast = Cast()
        self.people, self.staff = [self.cast.alice, self.cast.bob, self.cast.mei], self.cast.staff
        self.session: LiveSession = on_air(by=self.cast.doctor)
        for process in self.processes:
            process.start()

    def ticket(self, person: Any) -> str:
        with translation.override("zh-hans"):
            return queries.ticket_for(User.objects.get(pk=person.pk), self.session, session_key_of(person))

    async def watch(self, process: int, person: int, after: int = 0) -> Viewer:
        ticket = await sync_to_async(self.ticket)(self.people[person])
        viewer = Viewer(self.processes[process].port, self.session.pk, ticket, after)
        self.viewers.append(viewer)
        return await viewer.enter()


@pytest.fixture
async def pond(transactional_db: None, tmp_path: Path, settings: Any) -> AsyncIterator[Pond]:
    made = Pond(tmp_path)
    settings.RADIO_URL = made.redis.address
    hub.PACER.buckets.clear()
    redis_connections.FUSE.mend()
    try:
        await sync_to_async(made.open)()
        yield made
    finally:
        for viewer in made.viewers:
            await viewer.leave()
        for process in made.processes:
            process.kill()
        made.redis.kill()
        await sync_to_async(connections.close_all)()


async def test_everybody_hears_everybody_and_is_counted_once(pond: Pond) -> None:
    alice, bob, mei = await pond.watch(0, 0), await pond.watch(1, 1), await pond.watch(1, 2)
    everybody = [alice, bob, mei]
    await until_heard(lambda: all(viewer.heard("viewers")[-1:] == [3] for viewer in everybody))
    await alice.say("从第一个进程来")
    await bob.say("从第二个进程来")
    await until_heard(lambda: all(len(viewer.ids) == 2 for viewer in everybody))
    form = await sync_to_async(actions.comment)(by=pond.people[2], session_id=pond.session.pk, text="从表单来")
    await until_heard(lambda: all(form.pk in viewer.ids for viewer in everybody))
    await until_heard(lambda: alice.promised and bob.promised)
    await sync_to_async(hide)(by=pond.staff, ref=Ref("comment", str(alice.promised[0])), reason="广告")
    await until_heard(lambda: all(viewer.heard("hide") == alice.promised for viewer in everybody))
    await mei.leave()
    await until_heard(lambda: alice.heard("viewers")[-1] == bob.heard("viewers")[-1] == 2)
    again = await pond.watch(0, 2, after=min(alice.ids) - 1)
    assert [line["ids"] for line in again.parts[0]["past"]] == [[one] for one in sorted((*bob.promised, form.pk))]
    await sync_to_async(actions.end)(by=pond.cast.doctor, session_id=pond.session.pk)
    await until_heard(lambda: all(viewer.heard("ended") for viewer in (alice, bob, again)))
    assert all(len(set(viewer.ids)) == len(viewer.ids) for viewer in pond.viewers)


async def test_redis_that_goes_and_comes_takes_nobody_out_and_no_line_away(pond: Pond) -> None:
    alice, bob = await pond.watch(0, 0), await pond.watch(1, 1)
    beside = await pond.watch(0, 2)
    await alice.say("之前")
    await until_heard(lambda: len(bob.ids) == 1)
    pond.redis.pause()
    await alice.say("断了也说")
    await until_heard(lambda: len(beside.ids) == 2)  # the same process
    await until_heard(lambda: len(alice.promised) == 2)  # stored
    await until_heard(lambda: len(bob.ids) == 2)  # the other process reads it from the database
    pond.redis.kill()
    await bob.say("另一边也说")
    await until_heard(lambda: len(alice.ids) == 3)
    await asyncio.to_thread(pond.redis.start)
    await asyncio.sleep(4)
    await alice.say("回来了")
    await until_heard(lambda: len(bob.ids) == 4 and len(beside.ids) == 4 and len(alice.promised) == 3)
    stored = [row async for row in Comment.objects.order_by("pk").values_list("pk", flat=True)]
    for viewer in (alice, bob, beside):
        assert viewer.code is None, "thrown out"
        assert sorted(viewer.ids) == stored, "a line is missing, or was shown twice"


async def test_a_process_that_stops_or_dies_loses_nothing_that_was_promised(pond: Pond) -> None:
    alice, bob = await pond.watch(0, 0), await pond.watch(1, 1)
    await until_heard(lambda: bob.heard("viewers")[-1:] == [2])
    for text in ("一", "二"):
        await alice.say(text)
    await until_heard(lambda: len(alice.promised) == 1)
    await asyncio.to_thread(pond.processes[0].kill)
    await until_heard(lambda: alice.code is not None)
    stored = {row async for row in Comment.objects.values_list("pk", flat=True)}
    assert set(alice.promised) <= stored
    await until_heard(lambda: bob.heard("viewers")[-1] == 1)  # hers went with her process
    await bob.say("停之前说的")
    await until_heard(lambda: bob.ids[-1:])
    await asyncio.to_thread(pond.processes[1].stop)
    await until_heard(lambda: bob.code is not None)
    assert bob.code == 1012
    assert "停之前说的" in [row async for row in Comment.objects.values_list("text", flat=True)]
