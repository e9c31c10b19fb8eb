"""Bringing in what somebody else wrote down: JSON lines, a record a line. Bad lines are reported and left out."""

import contextlib
import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, TextIO
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.management.base import CommandError, OutputWrapper
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from tqdm import tqdm

from community.profiles.actions import change_profile, ensure_profile
from tadpole.accounts.actions import tell_account_opened
from tadpole.accounts.models import User
from tadpole.config.seeding.closing import deliver
from tadpole.errors import Refused
from tadpole.events.bus import unhurried
from tadpole.text import fits, length, lines

BATCH = 200
LONGEST_LINE = 1_000_000
SECONDS_A_LINE = 20.0
Record = dict[str, Any]


class BadLine(Exception):
    """A line that cannot be brought in; says why, in English, for whoever runs the command."""


@dataclass
class Tally:
    """What became of the lines; `bad` holds (line number, reason), `seen` where an id stood first and with which words."""

    added: int = 0
    known: int = 0
    bad: list[tuple[int, str]] = field(default_factory=list)
    seen: dict[str, tuple[int, str]] = field(default_factory=dict)


def key_of(kind: str, record: Record) -> UUID:
    """The same record gives the same key in every run and on every site."""
    return uuid5(NAMESPACE_URL, f"tadpole/import/{kind}/{record['id']}")


def read_record(line: str) -> Record:
    """The object on a line; raises BadLine."""
    if len(line) > LONGEST_LINE:
        raise BadLine(f"longer than {LONGEST_LINE:,} characters")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise BadLine(f"not JSON ({problem})") from None
    if not isinstance(record, dict):
        raise BadLine("not an object")
    return record


def words_of(record: Record, name: str, *, most: int, needed: bool = True) -> str:
    """The text in a field, tidied; raises BadLine when it is missing, empty, too long or no text."""
    value = record.get(name)
    if value is None and not needed:
        return ""
    if value is None:
        raise BadLine(f"no “{name}”")
    if not isinstance(value, str):
        raise BadLine(f"“{name}” is not a text but {type(value).__name__}")
    value = lines(value)
    if needed and not value:
        raise BadLine(f"“{name}” is empty")
    if not fits(value, most):
        raise BadLine(f"“{name}” has {length(value):,} characters, at most {most:,} fit")
    return value


def id_of(record: Record) -> str:
    """What the record is called where it comes from: text or number."""
    value = record.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip() or len(str(value)) > 200:
        raise BadLine("no usable “id”")
    return str(value)


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """(number, line) of the lines that are not blank."""
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line
    except OSError as problem:
        raise CommandError(f"{path}: {problem.strerror}") from None


def bring_in(path: Path, add: Callable[[Record], bool], out: TextIO | OutputWrapper) -> Tally:
    """Give every record to `add` (False: it was here already), 200 in a transaction, each for itself; then tell everybody."""
    tally, lines = Tally(), lines_of(path)
    total = sum(1 for _line in lines_of(path))
    with unhurried(), override("en"), tqdm(total=total, desc=f"{path.name:<22.22}", file=out, mininterval=0.3) as bar:
        while batch := list(islice(lines, BATCH)):
            with transaction.atomic():
                for number, line in batch:
                    add_one(number, line, add, tally)
            bar.update(len(batch))
    deliver(out)
    return tally


def add_one(number: int, line: str, add: Callable[[Record], bool], tally: Tally) -> None:
    """One line, undone for itself when it is refused."""
    try:
        line.encode("utf-8")
        record = read_record(line)
        refuse_other_words(number, line, id_of(record), tally)
        with transaction.atomic(), within(SECONDS_A_LINE):
            new = add(record)
    except UnicodeEncodeError:
        tally.bad.append((number, "not UTF-8"))
    except (BadLine, Refused) as problem:
        tally.bad.append((number, str(problem)))
    else:
        tally.added += new
        tally.known += not new


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise BadLine in what takes longer. Only the main thread hears the alarm: a command runs there."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(_signal: int, _frame: object) -> None:
        raise BadLine(f"took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def refuse_other_words(number: int, line: str, known_as: str, tally: Tally) -> None:
    """Two records of one file may not share an id unless they are the same."""
    first, words = tally.seen.setdefault(known_as, (number, sha256(line.strip().encode()).hexdigest()))
    if first != number and words != sha256(line.strip().encode()).hexdigest():
        raise BadLine(f"its id “{known_as}” stands on line {first} already, with other words")


def report(tally: Tally, begun: float, what: str, out: TextIO | OutputWrapper) -> None:
    """Each bad line with its reason, then the counts."""
    for number, reason in tally.bad:
        out.write(f"line {number}: {reason}\n")
    seconds = time.monotonic() - begun
    out.write(
        f"{tally.added} {what} added, {tally.known} were here already, {len(tally.bad)} lines refused, {seconds:.0f} s\n"
    )


def somebody(email: str, *, name: str = "") -> User:
    """The account with that address. When a `name` is given and nobody has the address, one that nobody can sign in to is made."""
    user = User.objects.filter(email__iexact=email).first()
    if user is not None or not name:
        if user is None:
            raise CommandError(f"Nobody here has the address {email}.")
        ensure_profile(by=user)
        return user
    now = timezone.now()
    with transaction.atomic():
        user = User.objects.create_user(email, None, age_confirmed_at=now)
        tell_account_opened(by=user)
        ensure_profile(by=user)
        with contextlib.suppress(Refused):  # somebody is called that already: the first name given stays
            change_profile(by=user, name=name)
    return user
