"""Decisions of a contest: its phase, its days, its winners. Pure; the clock is an argument."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from tadpole.text import find, fits, fold

ZONE = ZoneInfo("Asia/Shanghai")
"""A day of voting begins at midnight here, wherever the voter is."""
VOTES_A_DAY = 5
MOST_VOTES_A_DAY = 50
MOST_PLACES = 20
PAGE = 24
MOST_BUTTONS = 200
"""So many vote buttons of one page are refreshed after a vote."""


class Phase(StrEnum):
    COMING = "coming"
    OPEN = "open"
    VOTING = "voting"
    COUNTING = "counting"
    CLOSED = "closed"


@dataclass(frozen=True)
class Dates:
    """`votes_wait`: votes begin only when entries are over."""

    opens_at: datetime
    entries_close_at: datetime
    votes_close_at: datetime
    votes_wait: bool = False


def phase_of(dates: Dates, *, closed: bool, now: datetime) -> Phase:
    """By the clock, until an editor has closed the contest. A moment that ends something is the first without it."""
    if closed:
        return Phase.CLOSED
    if now < dates.opens_at:
        return Phase.COMING
    if now < dates.entries_close_at:
        return Phase.OPEN
    return Phase.VOTING if now < dates.votes_close_at else Phase.COUNTING


def takes_entries(phase: Phase) -> bool:
    return phase is Phase.OPEN


def takes_votes(phase: Phase, *, votes_wait: bool) -> bool:
    return phase is Phase.VOTING or (phase is Phase.OPEN and not votes_wait)


def fault(dates: Dates) -> str:
    """Which date is in the wrong place, empty when none is: entries_close_at, votes_close_at."""
    if dates.entries_close_at <= dates.opens_at:
        return "entries_close_at"
    if dates.votes_close_at < dates.entries_close_at or (
        dates.votes_wait and dates.votes_close_at == dates.entries_close_at
    ):
        return "votes_close_at"
    return ""


def day_of(now: datetime) -> date:
    """The voting day a moment is in."""
    return now.astimezone(ZONE).date()


def next_midnight(now: datetime) -> datetime:
    """When the next voting day begins."""
    return datetime.combine(day_of(now) + timedelta(days=1), time(), tzinfo=ZONE)


@dataclass(frozen=True)
class Standing:
    """What decides an entry's place."""

    entry_id: int
    votes: int
    entered_at: datetime


def winners(standings: Iterable[Standing], places: int) -> list[int]:
    """Entry ids, first place first: more votes, then the earlier entry. Nobody wins without a single vote."""
    ranked = sorted(standings, key=lambda one: (-one.votes, one.entered_at, one.entry_id))
    return [one.entry_id for one in ranked if one.votes > 0][:places]


@dataclass(frozen=True)
class Ballot:
    """What somebody may still do today. `voted`: entries they voted for today."""

    quota: int
    used: int = 0
    voted: frozenset[int] = frozenset()

    @property
    def left(self) -> int:
        return max(0, self.quota - self.used)

    @property
    def beads(self) -> list[bool]:
        """One for each vote of the day: whether it is still there."""
        return [number < self.left for number in range(self.quota)]


def tagged(text: str, tag: str, most: int) -> str:
    """`text` with the contest's #tag# at its end, unless it is in it already or would make it too long."""
    if not tag or any(found.kind == "topic" and fold(found.value) == fold(tag) for found in find(text)):
        return text
    longer = f"{text.rstrip()}\n\n#{tag}#"
    return longer if text.strip() and fits(longer, most) else text
