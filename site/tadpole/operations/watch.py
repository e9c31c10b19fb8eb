"""The watch over the clock: when each entry of the schedule last ran, and which ones should have ended long ago."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app
from celery.schedules import BaseSchedule
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils import timezone

from tadpole.operations.models import Run

log = logging.getLogger(__name__)
TIMES = 3
"""How many periods an entry may take before it is late; short ones have at least `AT_LEAST`."""
AT_LEAST = timedelta(seconds=60)


@dataclass(frozen=True)
class Watched:
    """An entry of the schedule as it stands now. `age`: seconds since a run ended well; None: never seen."""

    name: str
    age: float | None
    late: bool
    error: str = ""

    @property
    def said(self) -> str:
        return f"{self.age:.0f} s ago" if self.age is not None else "never"


def patience(period: timedelta) -> timedelta:
    return max(TIMES * period, AT_LEAST)


def periods() -> dict[str, timedelta]:
    """Entry of the schedule → its period; a crontab counts as a day."""
    found = {}
    for name, entry in current_app.conf.beat_schedule.items():
        every = entry["schedule"]
        if isinstance(every, BaseSchedule):
            every = getattr(every, "run_every", timedelta(days=1))
        found[name] = every if isinstance(every, timedelta) else timedelta(seconds=float(every))
    return found


def overview(now: datetime) -> list[Watched]:
    """Every entry, by name. One that never ended well counts from its first start, one that never ran from `installed`."""
    rows = {run.task: run for run in Run.objects.all()}
    first = installed() or now
    found = []
    for name, period in sorted(periods().items()):
        run = rows.get(name)
        ended = run.finished_at if run else None
        since = ended or (run.started_at if run else first)  # `begun` leaves the first start of such a row alone
        age = (now - ended).total_seconds() if ended else None
        found.append(Watched(name, age, now - since > patience(period), run.error if run else ""))
    return found


def installed() -> datetime | None:
    """When the database was last migrated: an entry that a release brings has its periods from then on. No run moves it."""
    applied: datetime | None = MigrationRecorder.Migration.objects.aggregate(last=Max("applied"))["last"]
    return applied


def late(now: datetime) -> list[Watched]:
    return [one for one in overview(now) if one.late]


def tell_late(now: datetime) -> list[str]:
    """An error in the log for each entry that is late; their names."""
    names = []
    for one in late(now):
        log.error("a task of the schedule is late", extra={"entry": one.name, "last": one.said, "problem": one.error})
        names.append(one.name)
    return names


@contextmanager
def watched(entry: str) -> Iterator[None]:
    """Note the start and the end of a run of `entry`; only a run that ends well counts as finished."""
    started, clock = timezone.now(), time.monotonic()
    begun(entry, started)
    try:
        yield
    except BaseException as problem:
        noted(entry, error=f"{type(problem).__name__}: {problem}"[:2_000])
        raise
    noted(entry, finished_at=timezone.now(), milliseconds=round((time.monotonic() - clock) * 1000), error="")


def begun(entry: str, started: datetime) -> None:
    """One that never ended well keeps its first start: each try would otherwise make it look young."""
    try:
        row, new = Run.objects.get_or_create(task=entry, defaults={"started_at": started})
        if not new and row.finished_at is not None:
            Run.objects.filter(task=entry).update(started_at=started)
    except DatabaseError:
        log.warning("the run of %s could not be noted", entry, exc_info=True)


def noted(entry: str, **values: object) -> None:
    """A database that refuses a note must not stop the work that the note is about."""
    try:
        if not Run.objects.filter(task=entry).update(**values):
            Run.objects.update_or_create(
                task=entry, defaults=values, create_defaults={"started_at": timezone.now(), **values}
            )
    except DatabaseError:
        log.warning("the run of %s could not be noted", entry, exc_info=True)
