"""Reading only, and maintenance: who turned them on, why, and since when.

The truth is a row that every process reads again after `SWITCH_SECONDS`, so that nothing has to be restarted and an emptied
Redis forgets nothing. Maintenance is also on, on this machine alone, while the file `HOME/maintenance` is there: a database
that is away or being restored cannot say so itself. The file is made only then, or when the operator asks for it.
"""

import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_noop

from tadpole.errors import Unavailable
from tadpole.operations.models import Switch

log = logging.getLogger(__name__)
READ_ONLY, MAINTENANCE = "read_only", "maintenance"
RETRY_AFTER = 120
"""Seconds after which a browser or a script may ask again."""
REASONS = {
    "upgrade": gettext_noop("We are renewing something underneath."),
    "moving": gettext_noop("We are moving to another machine."),
    "repair": gettext_noop("We are repairing something."),
    "standby": gettext_noop("The main database is being changed for its copy."),
}
Because = dict[str, str]
"""Language → sentence; "" is the sentence for every other language, or the name of one of our own `REASONS`."""


@dataclass(frozen=True)
class State:
    """What is on, each with its reason."""

    read_only: Because | None = None
    maintenance: Because | None = None


OPEN = State()
PATIENCE = 10.0  # seconds that a database which did not answer is left alone
_kept: tuple[float, State] = (float("-inf"), OPEN)


def state() -> State:
    """What is on now, at most `SWITCH_SECONDS` old. A database that does not answer leaves what was known."""
    global _kept
    asked_at, known = _kept
    now = time.monotonic()
    if settings.SWITCH_SECONDS is None or now - asked_at < settings.SWITCH_SECONDS:
        return known
    _kept = now, known  # other threads go on with what is known while this one asks
    try:
        _kept = now, ask()
    except (DatabaseError, InterfaceError):
        now = time.monotonic() + PATIENCE  # to find that out took seconds; whoever asks next need not wait for it again
        _kept = now, State(known.read_only, {"": "repair"} if flag().exists() else known.maintenance)
    return _kept[1]


def ask() -> State:
    """Read the switches, and whether the database takes writes at all."""
    rows = {row.name: row.because for row in Switch.objects.all()}
    read_only = rows.get(READ_ONLY)
    if read_only is None and settings.ENV.read_only:
        read_only = {"": "upgrade"}
    if read_only is None and refuses_writes():
        read_only = {"": "standby"}
    maintenance = rows.get(MAINTENANCE)
    if maintenance is None and flag().exists():
        maintenance = {"": "repair"}
    return State(read_only, maintenance)


def refuses_writes() -> bool:
    """Whether PostgreSQL is a standby, or was told to take no writes."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::bool")
        return bool(cursor.fetchone()[0])


def flag() -> Path:
    """The file that means maintenance on this machine. (nginx does not look here: it has a file of its own, `closed/on`.)"""
    return Path(settings.HOME) / "maintenance"


def forget() -> None:
    """Ask the database again at the next question."""
    global _kept
    _kept = (float("-inf"), _kept[1])


def turn_on(name: str, because: Because) -> None:
    """Keep the reason; a switch that is on already gets the new reason and keeps its time."""
    global _kept
    Switch.objects.update_or_create(
        name=name, defaults={"because": because}, create_defaults={"because": because, "since": timezone.now()}
    )
    _kept = (time.monotonic(), ask())


def turn_off(name: str) -> None:
    """Everywhere; this machine's file goes too, that of another machine is its own."""
    global _kept
    if name == MAINTENANCE:
        flag().unlink(missing_ok=True)
    Switch.objects.filter(name=name).delete()
    _kept = (time.monotonic(), ask())


def reason(because: Because) -> str:
    """The sentence in the language of whoever reads."""
    text = because.get(get_language() or "") or because.get("", "")
    return gettext(REASONS[text]) if text in REASONS else text


def must_write() -> None:
    """Refuse (Unavailable) while people may only read. For sockets: asks no database, their process does once a second."""
    because = _kept[1].read_only
    if because is not None:
        raise refusal(because)


def refusal(because: Because) -> Unavailable:
    sentence = gettext(
        "Just now everything can be read and nothing can be changed. {reason} Please try again in a while."
    )
    return Unavailable(sentence.format(reason=reason(because)), retry_after=RETRY_AFTER)


def banner(request: HttpRequest, subject: object) -> SafeString | str:
    """Into the slot `layout.notice` of every page."""
    because = state().read_only
    if because is None:
        return ""
    return SafeString(render_to_string("operations/banner.html", {"reason": reason(because)}))


def close_quietly() -> None:
    """Give this thread's connection back; a broken one too."""
    with suppress(DatabaseError, InterfaceError):
        connection.close()
