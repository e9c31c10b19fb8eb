"""Whose hours a page prints: the reader's own, or those of Beijing with their name beside them.

A page that is made for one reader is rendered in the zone of the account or of the browser (`AccountZoneMiddleware`). HTML that is
kept for many says 北京时间, and the script of `<time-ago>` turns it into the reader's hours.
"""

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache

from babel.dates import get_timezone_location
from django.utils import timezone, translation
from django.utils.formats import date_format

_own: ContextVar[bool] = ContextVar("readers_own_zone", default=False)
SHOWN = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@cache
def known_zones() -> frozenset[str]:
    """The IANA names that this machine knows and a person may live in."""
    return frozenset(name for name in zoneinfo.available_timezones() if name.startswith(SHOWN))


@contextmanager
def in_zone_of_reader(name: str) -> Iterator[None]:
    """Print hours in this zone, without its name: it is the reader's own."""
    token = _own.set(True)
    try:
        with timezone.override(zoneinfo.ZoneInfo(name)):
            yield
    finally:
        _own.reset(token)


def is_readers_own() -> bool:
    """Whether what is being rendered is in the zone of whoever reads it."""
    return _own.get()


def zone_choices() -> list[tuple[str, str]]:
    """(IANA name, the place in the language being read), ordered by those words."""
    return list(_choices(translation.get_language() or "zh-hans"))


@cache
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    locale = translation.to_locale(language)
    named = ((name, get_timezone_location(name, locale=locale)) for name in known_zones())
    return tuple(sorted(((name, f"{place} ({name})") for name, place in named), key=lambda one: one[1]))


def hour_of(moment: datetime) -> str:
    """A moment to the minute, for a sentence: in the reader's own hours, else in Beijing's with their name."""
    zone = timezone.get_current_timezone() if is_readers_own() else zoneinfo.ZoneInfo("Asia/Shanghai")
    words = date_format(timezone.localtime(moment, zone), "DATETIME_FORMAT")
    return words if is_readers_own() else beijing(words)


def beijing(words: str) -> str:
    """A day and an hour, with whose they are."""
    return translation.gettext("%(moment)s (Beijing time)") % {"moment": words}
