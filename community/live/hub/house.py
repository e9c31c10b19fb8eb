"""All rooms of a process, the storing of what was said, and the ear for other processes."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from channels.db import database_sync_to_async

from community.live.hub.news import channel_of, packed, unpacked
from community.live.hub.room import Room
from community.live.hub.seat import Seat
from community.live.rules import Line, RoomState
from tadpole.events.radio import ME, Radio

log = logging.getLogger(__name__)


class Hub:
    """All rooms of this process, and the one task that stores what was said.

    With a `radio` each room has one subscription. What may have been missed (before the subscription stood, while Redis
    was away, when a word was lost) is read from the database: on each return, every AWAY_EVERY seconds in between, and once in
    a while in any case.
    """

    STORE_EVERY, RETRY_UP_TO, KEPT = 0.1, 5.0, 50_000
    BEAT, AWAY_EVERY, ONCE_MORE, ANYWAY_EVERY = 1.0, 2.0, 1.5, 30.0

    def __init__(
        self,
        load: Callable[[int], RoomState | None],
        store: Callable[[list[Line]], dict[int, int] | None],
        radio: Radio | None = None,
        name: str = ME,
    ) -> None:
        self.loop = asyncio.get_running_loop()
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.load = database_sync_to_async(load, thread_sensitive=False, executor=self.thread)
        self.store = database_sync_to_async(store, thread_sensitive=False, executor=self.thread)
        self.rooms: dict[int, Room] = {}
        self.opening: dict[int, asyncio.Future[Room | None]] = {}
        self.unstored: list[tuple[Line, asyncio.Future[int]]] = []
        self.storing: asyncio.Task[None] | None = None
        self.radio, self.name = radio, name
        self.keeping_up = self.loop.create_task(self.keep_up()) if radio else None

    async def sit(self, session_id: int, seat: Seat, after: int = 0) -> Room | None:
        """Into the room; made for the first viewer. None: there is no such session."""
        room = self.rooms.get(session_id) or await self.open(session_id)
        if room is None:
            return None
        if room.is_closed:  # its first viewer left while this one waited
            return await self.sit(session_id, seat, after)
        room.join(seat, after)
        return room

    async def open(self, session_id: int) -> Room | None:
        """Many first viewers at once ask the database once."""
        if session_id in self.opening:
            return await asyncio.shield(self.opening[session_id])
        waiting = self.opening[session_id] = self.loop.create_future()
        room = None
        try:
            await self.flush()  # what was just said here is read back with the rest
            state = await self.load(session_id)
            if state is not None:
                room = self.rooms[session_id] = self.made(state)
            return room
        finally:
            del self.opening[session_id]
            waiting.set_result(room)

    def made(self, state: RoomState) -> Room:
        """A room that hears of its session in other processes, where there are any."""
        if self.radio is None:
            return Room(state)
        channel = channel_of(state.session_id)
        radio = self.radio
        room = Room(state, lambda news: radio.say(channel, packed(news, self.name)))
        radio.tune(channel, partial(self.heard, room), partial(self.tuned, room))
        return room

    def heard(self, room: Room, text: str) -> None:
        news = unpacked(text)
        if news.process != self.name:
            room.hear(news)

    def tuned(self, room: Room) -> None:
        """From now on everything is heard: look for what was said before, and once more for what was just being stored."""
        room.once_more_at = self.loop.time() + self.ONCE_MORE
        room.seats_told_at = float("-inf")
        room.catching = self.loop.create_task(self.catch_up(room))

    async def keep_up(self) -> None:
        """Tells how many watch here, and reads what may have been missed."""
        while self.radio is not None:
            await asyncio.sleep(self.BEAT)
            now, often = self.loop.time(), self.ANYWAY_EVERY if self.radio.on else self.AWAY_EVERY
            for room in list(self.rooms.values()):
                room.beat(now)
                if now >= min(room.once_more_at, room.caught_up_at + often):
                    room.once_more_at = float("inf")
                    await self.catch_up(room)

    async def catch_up(self, room: Room) -> None:
        room.caught_up_at = self.loop.time()
        try:
            state = await self.load(room.state.session_id)
        except Exception as problem:  # noqa: BLE001  the next time is soon
            log.warning("what was missed could not be read: %s", problem)
            return
        if state is not None and not room.is_closed:
            room.catch_up(state)

    def leave(self, room: Room, seat: Seat) -> None:
        """The room goes with its last viewer; what was said is stored by the hub, not by the room."""
        room.leave(seat)
        if not room.seats and self.rooms.get(room.state.session_id) is room:
            del self.rooms[room.state.session_id]
            if self.radio is not None:
                self.radio.leave(channel_of(room.state.session_id))
            room.close()

    def say(self, room: Room, line: Line) -> asyncio.Future[int]:
        """Shown with the next tick. What is returned is done when the line is stored, and holds the id it is stored under.

        A line that the room knows is not shown again; it is stored again, which changes nothing and says that it is there.
        """
        room.say(line)
        stored: asyncio.Future[int] = self.loop.create_future()
        self.unstored.append((line, stored))
        if self.storing is None or self.storing.done():
            self.storing = self.loop.create_task(self.store_soon())
        return stored

    async def store_soon(self) -> None:
        """The first line at once; what comes while it is written is written together."""
        wait = self.STORE_EVERY
        while self.unstored:
            wait = self.STORE_EVERY if await self.flush() else min(self.RETRY_UP_TO, wait * 2)
            await asyncio.sleep(wait)

    async def flush(self) -> bool:
        """Store all that waits, now. False: the database refused, it is kept for the next try."""
        batch, self.unstored = self.unstored, []
        try:
            ids = (batch and await self.store([line for line, _stored in batch])) or {}
            for line, stored in batch:
                if not stored.done():
                    stored.set_result(ids.get(line.id, line.id))
            return True
        except asyncio.CancelledError:
            self.unstored = [*batch, *self.unstored]
            raise
        except Exception:
            self.unstored = [*batch, *self.unstored][-self.KEPT :]
            log.exception("%s comments could not be stored; trying again", len(self.unstored))
            return False

    async def close(self) -> None:
        """The server stops: nothing shown is lost."""
        for task in (self.storing, self.keeping_up):
            if task is not None:
                task.cancel()
                await asyncio.wait([task])
        for _try in range(3):
            if await self.flush():
                break
        for room in self.rooms.values():
            room.close()
        self.rooms.clear()
        self.thread.shutdown(wait=False)
