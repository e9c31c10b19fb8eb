"""One hub per process and event loop: comments in, one encoded frame a tick out to every socket of the room.

Stock `group_send` wakes every consumer for every comment; here a socket is a `Seat` and costs one `send` a tick.
A `send` that does not finish at once (the socket's buffer is full) goes on in a task of its own; until it is done
the seat is skipped, and after SKIPS ticks in a row it is cut. Nobody waits for it.
"""

import asyncio
import time
from collections.abc import Callable

from community.live import rules
from community.live.hub.house import Hub
from community.live.hub.room import Room
from community.live.hub.seat import Seat
from community.live.rules import Line, RoomState
from tadpole.events import screens

__all__ = ["PACER", "Hub", "Room", "Seat", "close", "hub", "publish_threadsafe"]


class Pacer:
    """Buckets by person, for sockets and forms alike; called from the loop and from threads (one dict operation each)."""

    MOST = 20_000

    def __init__(self) -> None:
        self.buckets: dict[int, rules.Bucket] = {}

    def wait(self, user_id: int, newcomer: bool) -> float:
        """Seconds this person has to wait; 0: go on."""
        now, (most, seconds) = time.monotonic(), rules.pace(newcomer)
        if len(self.buckets) > self.MOST:
            self.buckets.clear()
        return self.buckets.setdefault(user_id, rules.Bucket(now, most)).wait(now, most, seconds)


PACER = Pacer()
_hub: Hub | None = None


def hub(load: Callable[[int], RoomState | None], store: Callable[[list[Line]], None]) -> Hub:
    """The hub of the running loop."""
    global _hub
    if _hub is None or _hub.loop is not asyncio.get_running_loop():
        _hub = Hub(load, store)
    return _hub


async def close() -> None:
    """At the end of the server's life."""
    global _hub
    if _hub is not None:
        await _hub.close()
        _hub = None


def publish_threadsafe(session_id: int, do: Callable[[Room], object]) -> None:
    """Run `do(room)` in the server's loop if anybody watches that session here; from any thread, never raises."""
    loop = screens.server_loop()
    if loop is None or not loop.is_running():
        return

    def opened(opening: asyncio.Future[Room | None]) -> None:
        if room := opening.result():
            do(room)

    def there() -> None:
        if _hub is None:
            return
        if room := _hub.rooms.get(session_id):
            do(room)
        elif opening := _hub.opening.get(session_id):
            opening.add_done_callback(opened)

    loop.call_soon_threadsafe(there)
