"""Who is old enough, and which texts are in force. Pure."""

from collections.abc import Callable
from datetime import date, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

SANCTION_DAYS = (1, 3, 7, 30, 365)
"""For how long a member may be silenced or suspended."""
LONGEST_REASON = 300

YOUNGEST = 14
"""Years. China's rules on children's personal information (2019) ask for a guardian's consent below 14; we take nobody below."""

CONSENTS = {"terms": "2026-11", "privacy": "2026-11"}
"""Kind of text and the version that a new member agrees to."""

CONFIRMED_WITHIN = timedelta(days=7)
"""A sign-up whose address is confirmed later than that, and that was never used, is closed."""

NEIGHBOURS = 5
"""How many times as much as one person all behind one network address may do: a carrier puts a whole street behind one."""
PIECES = 20
"""Pieces of writes (`part_of_a_write`) that may come for each write: what is sent at its beginning is counted as the write."""
DEVICE_KEPT = timedelta(days=90)
"""How long a browser keeps the random number by which it is counted."""

MAIL_LEASE = timedelta(minutes=4)
"""How long one worker has for sending a mail before another may try; shorter than the outbox waits for it."""
MAIL_USEFUL = timedelta(days=3)
"""How long a mail is worth sending when nothing else is said: as long as the links in it work."""
MAIL_LEFT_BEHIND = timedelta(minutes=90)
"""By then the outbox asks the mail server once an hour; from then on the clock asks too."""


def part_of_a_write(view: View) -> View:
    """Mark a view whose PUT brings a further piece of what a write began: the pace counts those apart."""
    view.part_of_a_write = True  # type: ignore[attr-defined]
    return view


def neighbourhood(address: str) -> str:
    """What is counted as one network address: of IPv6 the first half, which is what one household gets to choose from."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))


def mail_useful(template: str, *, code_seconds: int, confirmation_seconds: int) -> timedelta:
    """How long the mail made from allauth's `template` is of use: one with a code only as long as the code."""
    name = template.rpartition("/")[2]
    if name.startswith("email_confirmation"):
        return timedelta(seconds=confirmation_seconds)
    return timedelta(seconds=code_seconds) if name.endswith("_code") else MAIL_USEFUL


def age_on(birth_date: date, today: date) -> int:
    """Whole years lived; who is born on 29 February has their birthday on 1 March of other years."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))


def old_enough(birth_date: date, today: date) -> bool:
    return age_on(birth_date, today) >= YOUNGEST


def believable(birth_date: date, today: date) -> bool:
    """A birth date that a living person may have."""
    return birth_date <= today and age_on(birth_date, today) <= 120


BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
"""What stands in a browser's own description, and its name; the first that fits."""


def device_of(user_agent: str) -> list[str]:
    """Browser and system, as far as they can be told: browsers name each other, so the order counts."""
    found = (next((name for mark, name in marks if mark in user_agent), "") for marks in (BROWSERS, SYSTEMS))
    return [name for name in found if name]
