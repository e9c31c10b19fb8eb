"""What may be said in a session, how fast, and how equal lines become one. Pure: the clock is an argument."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from tadpole.text import fold

LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_COMMENT = 80, 2_000, 100
SHORTEST_TITLE = 2
FURTHEST = timedelta(days=180)
LATE_BY = timedelta(minutes=10)
LONGEST_ON_AIR = timedelta(hours=12)
"""Whoever is on air for longer forgot to end it."""
"""An hour that has just passed may still be written down: forms are filled slowly."""
PAST_SHOWN = 50
RECENT = 200
"""Lines that a room keeps for screens that come back."""
PACK = 200
PACK_MS = 60_000
EPOCH_MS = 1_767_225_600_000
"""2026-01-01. Ids count from here, so that they stay below 2**53 and every browser can read them."""


class Speaker(NamedTuple):
    """Who holds a socket. `user_id` 0: not signed in."""

    user_id: int = 0
    name: str = ""
    host: bool = False
    newcomer: bool = False
    language: str = ""
    session: str = ""
    """A digest of the session that the ticket was made in."""


@dataclass(frozen=True)
class Line:
    """One comment, as screens and the store get it."""

    id: int
    session_id: int
    author_id: int | None
    name: str
    text: str
    offset_ms: int
    host: bool = False
    key: UUID | None = None
    """The sender's own, unique among what they say in a session: a line that was sent again is the same line."""


@dataclass(frozen=True)
class RoomState:
    """What the hub knows of a session without asking again."""

    session_id: int
    host_id: int
    started_at: datetime | None
    ended_at: datetime | None
    past: list[Line] = field(default_factory=list)
    hidden: frozenset[int] = frozenset()
    """Ids of those that staff hid, as far back as `past` goes."""

    @property
    def on_air(self) -> bool:
        return self.started_at is not None and self.ended_at is None


class Bucket:
    """Holds `most` drops, refilled evenly within `seconds`; each comment takes one."""

    __slots__ = ("at", "drops")

    def __init__(self, now: float, most: float) -> None:
        self.at, self.drops = now, most

    def wait(self, now: float, most: float, seconds: float) -> float:
        """Seconds until a comment may be said; 0: it was let through just now."""
        self.drops = min(most, self.drops + (now - self.at) * most / seconds)
        self.at = now
        if self.drops >= 1:
            self.drops -= 1
            return 0.0
        return (1 - self.drops) * seconds / most


SETTLED = (5.0, 10.0)
NEWCOMERS = (2.0, 12.0)


def pace(newcomer: bool) -> tuple[float, float]:
    """(comments, seconds)."""
    return NEWCOMERS if newcomer else SETTLED


def next_id(last: int, now_ms: int) -> int:
    """An id after `last` that says when, with twelve bits of chance against another process in the same millisecond.

    When the clock is behind `last` (it was set back, or another process's is ahead) ids go on from there by chance, not one
    by one: two processes that both heard `last` would else give the same one.
    """
    chance = secrets.randbits(12)
    made = ((now_ms - EPOCH_MS) << 12) | chance
    return made if made > last else last + 1 + chance


def offset(started_at: datetime | None, now: datetime) -> int:
    """Milliseconds since the start, never negative."""
    return max(0, int((now - started_at).total_seconds() * 1000)) if started_at else 0


def screened(lines: Iterable[Line], window_ms: int = 0) -> list[dict[str, Any]]:
    """Lines as screens get them, equal ones as one with its number of `times` and all its `ids`; the host's stand alone.

    Equal means the same but for case, width and 繁简, and (with a window) within the same `window_ms`. `k` are the keys that
    senders gave, so that a screen drops a line that it has under another id.
    """
    shown: list[dict[str, Any]] = []
    seen: dict[tuple[str, int], dict[str, Any]] = {}
    for line in lines:
        key = (fold(line.text), line.offset_ms // window_ms if window_ms else 0)
        known = None if line.host else seen.get(key)
        if known is None:
            one: dict[str, Any] = {
                "ids": [line.id],
                "t": line.offset_ms,
                "x": line.text,
                "by": line.name,
                "u": line.author_id or 0,
            }
            if line.host:
                one["host"] = 1
            else:
                seen[key] = one
            shown.append(one)
        else:
            one = known
            one["ids"].append(line.id)
            one["times"] = len(one["ids"])
        if line.key:
            one.setdefault("k", []).append(line.key.hex)
    return shown
