"""All rooms of a process, and the storing of what was said."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from channels.db import database_sync_to_async

from community.live.hub.room import Room
from community.live.hub.seat import Seat
from community.live.rules import Line, RoomState

log = logging.getLogger(__name__)


class Hub:
    """All rooms of this process, and the one task that stores what was said."""

    STORE_EVERY, RETRY_UP_TO, KEPT = 0.4, 5.0, 50_000

    def __init__(self, load: Callable[[int], RoomState | None], store: Callable[[list[Line]], None]) -> None:
        self.loop = asyncio.get_running_loop()
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.load = database_sync_to_async(load, thread_sensitive=False, executor=self.thread)
        self.store = database_sync_to_async(store, thread_sensitive=False, executor=self.thread)
        self.rooms: dict[int, Room] = {}
        self.opening: dict[int, asyncio.Future[Room | None]] = {}
        self.unstored: list[Line] = []
        self.storing: asyncio.Task[None] | None = None

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
                room = self.rooms[session_id] = Room(state)
            return room
        finally:
            del self.opening[session_id]
            waiting.set_result(room)

    def leave(self, room: Room, seat: Seat) -> None:
        """The room goes with its last viewer; what was said is stored by the hub, not by the room."""
        room.leave(seat)
        if not room.seats and self.rooms.get(room.state.session_id) is room:
            del self.rooms[room.state.session_id]
            room.close()

    def say(self, room: Room, line: Line) -> None:
        """Shown with the next tick, stored within half a second."""
        room.say(line)
        self.unstored.append(line)
        if self.storing is None or self.storing.done():
            self.storing = self.loop.create_task(self.store_soon())

    async def store_soon(self) -> None:
        wait = self.STORE_EVERY
        while self.unstored:
            await asyncio.sleep(wait)
            wait = self.STORE_EVERY if await self.flush() else min(self.RETRY_UP_TO, wait * 2)

    async def flush(self) -> bool:
        """Store all that waits, now. False: the database refused, it is kept for the next try."""
        lines, self.unstored = self.unstored, []
        try:
            if lines:
                await self.store(lines)
            return True
        except asyncio.CancelledError:
            self.unstored = [*lines, *self.unstored]
            raise
        except Exception:
            self.unstored = [*lines, *self.unstored][-self.KEPT :]
            log.exception("%s comments could not be stored; trying again", len(self.unstored))
            return False

    async def close(self) -> None:
        """The server stops: nothing shown is lost."""
        if self.storing is not None:
            self.storing.cancel()
            await asyncio.wait([self.storing])
        for _try in range(3):
            if await self.flush():
                break
        for room in self.rooms.values():
            room.close()
        self.rooms.clear()
        self.thread.shutdown(wait=False)
