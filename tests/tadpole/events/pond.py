"""A listener that writes where twice would show, and a process that delivers what is due: `python -m tests.tadpole.events.pond`.

The tests of several runners use both; nothing is registered until `listens()`.
"""

import os
import time
from dataclasses import dataclass

from django.db import connection, transaction

from tadpole.events import Event, bus, listens_to, publish
from tadpole.events.models import Delivery
from tadpole.events.registry import LISTENERS

NAME = "tests.pond.counts"
ALONE = "tests.pond.draws"


@dataclass(frozen=True)
class RingSpread(Event):
    ring: int


def listens() -> None:
    """Let two listeners hear: one within the delivery's transaction, one alone."""

    def counts(event: RingSpread) -> None:
        write(event.ring, "counts")

    def draws(event: RingSpread) -> None:
        write(event.ring, "draws")

    counts.__module__ = draws.__module__ = "tests.pond"
    listens_to(RingSpread)(counts)
    listens_to(RingSpread, queue="pictures", alone=True)(draws)


def listens_no_more() -> None:
    LISTENERS.pop(NAME)
    LISTENERS.pop(ALONE)


def write(ring: int, heard_by: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO pond (ring, heard_by, process) VALUES (%s, %s, %s)", [ring, heard_by, os.getpid()])


def dig() -> None:
    """No unique constraint: a ring that was heard twice is there twice."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE pond (ring integer, heard_by text, process integer)")


def throw(stones: int, first: int = 0) -> None:
    """Publish the facts `first` to `stones`; nobody is nudged."""
    with bus.unhurried(), transaction.atomic():
        for ring in range(first, stones):
            publish(RingSpread(ring=ring))


def heard(by: str = "counts") -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ring FROM pond WHERE heard_by = %s ORDER BY ring", [by])
        return [ring for (ring,) in cursor.fetchall()]


def processes() -> set[int]:
    """Who wrote."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT process FROM pond")
        return {process for (process,) in cursor.fetchall()}


def waiting() -> bool:
    return Delivery.objects.waiting().exists()


def run() -> None:
    """Deliver until nothing waits, also what another runner has in hand when this one looks."""
    while waiting():
        if not bus.run_due():
            time.sleep(0.02)


if __name__ == "__main__":
    import django

    django.setup()
    listens()
    run()
