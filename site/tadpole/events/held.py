"""The sockets that people who are signed in hold open in this process, and whether they still may.

A socket lives for hours and its session may end meanwhile: signed out, suspended, another password. So each is held under a
person and a digest of its session, and every EVERY seconds one question is asked for all of them together; a new one is
asked after with the next beat. A word by radio (`hurry`) only makes it faster: a word that is lost costs some seconds.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from tadpole.events import radio

log = logging.getLogger(__name__)
CHANNEL = "held"
BEAT, EVERY = 1.0, 5.0
"""Seconds. With a question that takes its time a socket is let go within 10."""


class Holder(NamedTuple):
    """Who holds a socket: a person and the digest of a session."""

    person: int
    session: str


Standing = dict[Holder, datetime | None]
"""Those who still stand, and until when each may only listen (None: may speak)."""


@dataclass(eq=False)
class Held:
    """One socket; `let_go` closes it. `asked_at` is on the clock that never jumps."""

    holder: Holder
    let_go: Callable[[], Awaitable[Any]]
    asked_at: float = float("-inf")
    silent_until: datetime | None = field(default=None)

    @property
    def is_fresh(self) -> bool:
        """Whether it was asked after as lately as it should have been."""
        return time.monotonic() - self.asked_at < 2 * EVERY

    def take(self, standing: Standing) -> bool:
        """Remember what the answer says of it; False: it has to go."""
        self.asked_at, self.silent_until = time.monotonic(), standing.get(self.holder)
        return self.holder in standing


_held: set[Held] = set()
_in_a_hurry = False


def hold(one: Held) -> None:
    _held.add(one)


def leave(one: Held) -> None:
    _held.discard(one)


def hurry(_word: str = "") -> None:
    """Ask with the next beat, here and (`tell`) in every other process."""
    global _in_a_hurry
    _in_a_hurry = True


def tell() -> None:
    """Somebody's session has ended, or what they may do has changed. From any thread; never raises."""
    hurry()
    radio.send(CHANNEL, "")


def listen() -> None:
    """Let this process hear `tell` of the others. Called in the server's loop."""
    if on_air := radio.radio():
        on_air.tune(CHANNEL, hurry, hurry)


def due() -> list[Held]:
    """Whom to ask after now: all of them every EVERY seconds and in a hurry, otherwise those that are new."""
    global _in_a_hurry
    hurried, _in_a_hurry = _in_a_hurry, False
    now = time.monotonic()
    return [one for one in _held if hurried or now - one.asked_at >= EVERY]


async def look(ask: Callable[[Collection[Holder]], Awaitable[Standing]]) -> int:
    """One question for all that are due; those who do not stand any more are let go. How many."""
    asked = due()
    if not asked:
        return 0
    standing = await ask({one.holder for one in asked})
    gone = [one for one in asked if not one.take(standing)]
    for one in gone:
        leave(one)
    await asyncio.gather(*(one.let_go() for one in gone), return_exceptions=True)
    return len(gone)


async def look_after(ask: Callable[[Collection[Holder]], Awaitable[Standing]]) -> None:
    """Until it is cancelled."""
    while True:
        try:
            await look(ask)
        except Exception:
            log.exception("it could not be asked which sessions still stand")
            hurry()
        await asyncio.sleep(BEAT)
