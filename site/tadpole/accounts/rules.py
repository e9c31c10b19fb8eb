"""Who is old enough, and which texts are in force. Pure."""

from datetime import date, timedelta

YOUNGEST = 14
"""Years. China's rules on children's personal information (2019) ask for a guardian's consent below 14; we take nobody below."""

CONSENTS = {"terms": "2026-11", "privacy": "2026-11"}
"""Kind of text and the version that a new member agrees to."""


MAIL_LEASE = timedelta(minutes=4)
"""How long one worker has for sending a mail before another may try; shorter than the outbox waits for it."""
MAIL_USEFUL = timedelta(days=3)
"""How long a mail is worth sending when nothing else is said: as long as the links in it work."""
MAIL_LEFT_BEHIND = timedelta(minutes=90)
"""By then the outbox has given up trying (its twelve tries take 68 minutes), and the clock goes on."""


def mail_useful(template: str, *, code_seconds: int) -> timedelta:
    """How long the mail made from allauth's `template` is of use: one with a code only as long as the code."""
    return timedelta(seconds=code_seconds) if template.endswith("_code") else MAIL_USEFUL


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
