"""Decisions about written pages: how long they take to read, their anchors, whether a check has run out. Pure."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
WORD = re.compile(r"[A-Za-z0-9]+(?:['’-][A-Za-z0-9]+)*")
CHARACTERS_A_MINUTE = 400
WORDS_A_MINUTE = 220
CHECK_LASTS = timedelta(days=365)
REMINDED = timedelta(days=3)
"""Who was asked to look at a page and has not is reminded every so often."""
GIVEN_BACK = timedelta(days=30)
"""A page that nobody looked at for so long goes back to its author."""
SLUG_NOISE = re.compile(r"[^\w\u3400-\u9fff]+")


def reading_minutes(text: str) -> int:
    """Whole minutes a tired parent needs; at least 1."""
    minutes = len(CJK.findall(text)) / CHARACTERS_A_MINUTE + len(WORD.findall(text)) / WORDS_A_MINUTE
    return max(1, round(minutes))


def anchors(titles: Iterable[str]) -> list[str]:
    """An anchor for each heading, from its words; a repeated heading gets a number."""
    taken: dict[str, int] = {}
    found = []
    for title in titles:
        base = "s-" + (SLUG_NOISE.sub("-", title.lower()).strip("-")[:40] or "0")
        taken[base] = taken.get(base, 0) + 1
        found.append(base if taken[base] == 1 else f"{base}-{taken[base]}")
    return found


def check_expired(checked_on: date | None, today: date) -> bool:
    """Whether an expert's check is too old to lean on."""
    return checked_on is not None and checked_on + CHECK_LASTS < today


def is_overdue(due: date | None, today: date) -> bool:
    """Whether the day for looking at a claim again has passed."""
    return due is not None and due < today


def reminders(asked_at: datetime, now: datetime) -> int:
    """How many reminders were due by now."""
    return max(0, (now - asked_at) // REMINDED)
