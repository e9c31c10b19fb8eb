"""One hub per process and event loop: comments in, one encoded frame a tick out to every socket of the room.

Stock `group_send` wakes every consumer for every comment; here a socket is a `Seat` and costs one `send` a tick.
A `send` that does not finish at once (the socket's buffer is full) goes on in a task of its own; until it is done
the seat is skipped, and after SKIPS ticks in a row it is cut. Nobody waits for it.

Where there are several processes their hubs tell each other by radio: a message a tick with what was said here, and every
screen's frame is still made once in each process. Without Redis each hub goes on for its own and reads the others' lines
from the database.
"""

import asyncio
import time
from collections.abc import Callable

from community.live import rules
from community.live.hub.house import Hub
from community.live.hub.news import News, channel_of, packed
from community.live.hub.room import Room
from community.live.hub.seat import Seat
from community.live.rules import Line, RoomState
from tadpole.events import radio, screens

__all__ = ["PACER", "Hub", "News", "Room", "Seat", "announce", "close", "hub"]


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


def hub(load: Callable[[int], RoomState | None], store: Callable[[list[Line]], dict[int, int] | None]) -> Hub:
    """The hub of the running loop."""
    global _hub
    if _hub is None or _hub.loop is not asyncio.get_running_loop():
        _hub = Hub(load, store, radio.radio())
    return _hub


async def close() -> None:
    """At the end of the server's life."""
    global _hub
    if _hub is not None:
        await _hub.close()
        _hub = None


def announce(session_id: int, news: News) -> None:
    """Let the rooms of that session hear it, in this process and in all others; from any thread, never raises."""
    radio.send(channel_of(session_id), packed(news, radio.ME))
    loop = screens.server_loop()
    if loop is None or not loop.is_running():
        return

    def opened(opening: asyncio.Future[Room | None]) -> None:
        if room := opening.result():
            room.hear(news)

    def there() -> None:
        if _hub is None:
            return
        if room := _hub.rooms.get(session_id):
            room.hear(news)
        elif opening := _hub.opening.get(session_id):
            opening.add_done_callback(opened)

    loop.call_soon_threadsafe(there)


def watched() -> tuple[int, int]:
    """(rooms, open sockets in them) of this process, for the figures."""
    rooms = list(_hub.rooms.values()) if _hub is not None else []
    return len(rooms), sum(len(room.seats) for room in rooms)
