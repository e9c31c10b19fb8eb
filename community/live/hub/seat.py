"""One socket in a room, sent to without waiting."""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine, Generator
from types import coroutine
from typing import Any

log = logging.getLogger(__name__)
Send = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]
GONE_AWAY = 1013


def encoded(parts: Any) -> str:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


@coroutine
def rest_of(begun: Coroutine[Any, Any, None], first: Any) -> Generator[Any, Any, None]:
    """Go on with a coroutine that was stepped once by hand and gave `first` to wait for."""
    waited = first
    while True:
        try:
            value = yield waited
        except BaseException as problem:  # noqa: BLE001  handed on to the coroutine, as `await` does
            step = lambda problem=problem: begun.throw(problem)  # noqa: E731
        else:
            step = lambda value=value: begun.send(value)  # noqa: E731
        try:
            waited = step()
        except StopIteration:
            return


class Seat:
    """One socket in a room. At most one frame of it is on its way."""

    __slots__ = ("on_its_way", "send", "skipped", "user_id")

    def __init__(self, send: Send, user_id: int = 0) -> None:
        self.send, self.user_id = send, user_id
        self.on_its_way: asyncio.Task[None] | None = None
        self.skipped = 0

    def offer(self, message: dict[str, Any]) -> bool:
        """Send without waiting; False when an earlier frame is still on its way. Raises what `send` raises."""
        if self.on_its_way is not None:
            if not self.on_its_way.done():
                self.skipped += 1
                return False
            late, self.on_its_way = self.on_its_way, None
            late.result()
        self.skipped = 0
        sending = self.send(message)
        try:
            first = sending.send(None)
        except StopIteration:
            return True
        self.on_its_way = asyncio.create_task(finished(sending, first))
        return True

    def drop(self) -> None:
        if self.on_its_way is not None:
            self.on_its_way.cancel()


async def finished(sending: Coroutine[Any, Any, None], first: Any) -> None:
    await rest_of(sending, first)


async def closed(send: Send) -> None:
    try:
        await asyncio.wait_for(send({"type": "websocket.close", "code": GONE_AWAY}), 1)
    except Exception:  # noqa: BLE001  there is nobody left to tell
        log.debug("a slow socket could not be told that it was cut")
