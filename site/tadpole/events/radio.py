"""Words between processes, through Redis: said by anybody, heard by the sockets processes that are tuned to the channel.

Lossy by design, as `screens` is: whoever needs all of it reads the database when `tuned` says that a channel is heard
(again). Without an address (the embedded profile) there is one process, and nobody else to talk to.

A web process or a worker says its word with `send`: one pooled connection, half a second at most, nothing while the fuse
is blown. A sockets process has a `Radio` in its loop: one connection to hear, one to say; what is said at the same moment
leaves in one pipeline. A connection that is quiet is asked whether it lives, so a Redis that hangs counts as gone.
"""

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

log = logging.getLogger(__name__)
Heard = Callable[[str], None]
ME = secrets.token_hex(6)
"""This process, among those that share a Redis."""


def address() -> str:
    """Of the Redis between the processes; empty where there is one process."""
    return str(settings.RADIO_URL)


def full_name(channel: str) -> str:
    """Channels know no database numbers, so sites that share a Redis are told apart by the name."""
    return f"tadpole:{urlsplit(address()).path.strip('/') or 0}:{channel}"


@cache
def speaker(of: str) -> Any:
    """This process's client for words from threads; connections are pooled and made when needed."""
    from redis import ConnectionPool, Redis

    from tadpole.events.connections import connection_options

    return Redis(connection_pool=ConnectionPool.from_url(of, **connection_options(of)))


def send(channel: str, text: str) -> bool:
    """Say it to all sockets processes, from any thread. Never raises; False: it was lost."""
    if not address():
        return False
    try:
        speaker(address()).publish(full_name(channel), text)
        return True
    except Exception as problem:  # noqa: BLE001  screens read the present state when they next ask
        log.info("a word for %s was lost: %s", channel, problem)
        return False


def wanted() -> bool:
    """Whether the running task has not been cancelled. The Redis client may swallow a cancellation that comes while it writes
    (seen: the task went on for ever); the task itself remembers."""
    task = asyncio.current_task()
    return task is None or not task.cancelling()


class Radio:
    """The ear and the mouth of a sockets process. Lives in one loop."""

    ASK_AFTER, GONE_AFTER, AGAIN_UP_TO, KEPT = 3.0, 6.0, 2.0, 1_000

    def __init__(self, of: str) -> None:
        from redis.asyncio import Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff

        once = Retry(NoBackoff(), 0)
        self.redis = Redis.from_url(of, socket_connect_timeout=1, socket_timeout=2, socket_keepalive=True, retry=once)
        self.channels: dict[str, tuple[Heard, Callable[[], None]]] = {}
        self.unsaid: deque[tuple[str, str]] = deque(maxlen=self.KEPT)
        self.words = asyncio.Event()
        self.ear: Any = None
        self.asked: set[str] = set()
        self.on = False
        self.tasks = [asyncio.create_task(self.listen()), asyncio.create_task(self.speak())]

    def tune(self, channel: str, hear: Heard, tuned: Callable[[], None]) -> None:
        """Let `hear` have what is said there. `tuned` is called when the subscription stands, each time it comes back too."""
        self.channels[full_name(channel)] = (hear, tuned)
        if self.on:
            self.asked.add(full_name(channel))
            self.soon("subscribe", full_name(channel))

    def leave(self, channel: str) -> None:
        if self.channels.pop(full_name(channel), None) and self.on:
            self.soon("unsubscribe", full_name(channel))

    def soon(self, verb: str, name: str) -> None:
        """Write to the ear's connection without waiting; when that fails it is made anew, with all channels."""

        async def done() -> None:
            try:
                await getattr(self.ear, verb)(name)
            except Exception as problem:  # noqa: BLE001  `listen` meets the same and starts again
                log.debug("%s %s: %s", verb, name, problem)

        task = asyncio.create_task(done())
        self.tasks.append(task)
        task.add_done_callback(self.tasks.remove)

    def say(self, channel: str, text: str) -> None:
        """Say it to the other processes, without waiting. While Redis is away the newest are kept."""
        self.unsaid.append((full_name(channel), text))
        self.words.set()

    async def speak(self) -> None:
        """All that is said at the same moment leaves in one pipeline."""
        while wanted():
            await self.words.wait()
            while wanted() and not self.on:  # noqa: ASYNC110  the ears first: what is said before is heard by nobody
                await asyncio.sleep(0.1)
            self.words.clear()
            batch = list(self.unsaid)
            self.unsaid.clear()
            try:
                pipe = self.redis.pipeline(transaction=False)
                for name, text in batch:
                    pipe.publish(name, text)
                await pipe.execute()
            except Exception as problem:  # noqa: BLE001  kept and said again
                log.debug("%s words wait for Redis: %s", len(batch), problem)
                if room := self.KEPT - len(self.unsaid):  # the last none of a list are all of it
                    self.unsaid.extendleft(reversed(batch[-room:]))
                await asyncio.sleep(0.5)
                self.words.set()

    async def listen(self) -> None:
        """For ever: subscribe to everything, hear, and after a failure start again a little later."""
        wait = 0.1
        while wanted():
            try:
                self.ear = self.redis.pubsub()
                self.asked = set(self.channels)
                await self.ear.subscribe(full_name("all"), *self.asked)
                await self.hear_all()
            except Exception as problem:  # noqa: BLE001  whatever it is, the next try may do better
                if self.on:
                    log.warning("Redis is away: other processes are not heard (%s)", problem)
            wait = 0.1 if self.on else min(self.AGAIN_UP_TO, wait * 2)
            self.on = False
            await self.hang_up()
            await asyncio.sleep(wait)

    async def hear_all(self) -> None:
        """Until the connection fails or is silent for too long."""
        loop = asyncio.get_running_loop()
        last = asked = loop.time()
        while wanted():
            message = await self.ear.get_message(timeout=1.0)
            now = loop.time()
            if message is not None:
                last = now
                self.heard(message)
            elif now - last > self.GONE_AFTER:
                raise TimeoutError("it is silent")
            elif now - max(last, asked) > self.ASK_AFTER:
                asked = now
                await asyncio.wait_for(self.ear.ping(), 2)

    def heard(self, message: dict[str, Any]) -> None:
        kind, name = message["type"], (message["channel"] or b"").decode()
        if kind == "subscribe" and name == full_name("all"):
            self.on = True
            for missing in self.channels.keys() - self.asked:  # tuned in while the connection was made
                self.soon("subscribe", missing)
        known = self.channels.get(name)
        if known is None:
            return
        try:
            if kind == "message":
                known[0](message["data"].decode())
            elif kind == "subscribe":
                known[1]()
        except Exception:
            log.exception("a word of another process was not understood")

    async def hang_up(self) -> None:
        try:
            await asyncio.wait_for(self.ear.aclose(), 1)
        except Exception as problem:  # noqa: BLE001  it is gone either way
            log.debug("the ear's connection: %s", problem)

    async def close(self) -> None:
        """Say what is unsaid, if Redis is there, and hang up."""
        if self.on and self.unsaid:
            await asyncio.sleep(0.05)
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.hang_up()
        await self.redis.aclose()


_radio: tuple[asyncio.AbstractEventLoop, Radio] | None = None


def radio() -> Radio | None:
    """The radio of the running loop; None where there is one process."""
    global _radio
    loop = asyncio.get_running_loop()
    if not address():
        return None
    if _radio is None or _radio[0] is not loop:
        _radio = (loop, Radio(address()))
    return _radio[1]


async def close() -> None:
    """At the end of the server's life."""
    global _radio
    if _radio is not None:
        await _radio[1].close()
        _radio = None
