"""Every statement this process sends to its database: counted, timed, named when slow, refused when people may only read."""

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from tadpole.operations import metrics
from tadpole.operations.switches import Because, refusal

log = logging.getLogger("tadpole.slow")
LONGEST_SHAPE = 600


@dataclass
class Tally:
    """What one request or task asked of the database."""

    statements: int = 0
    seconds: float = 0.0


tally: ContextVar[Tally | None] = ContextVar("tally", default=None)
refusing: ContextVar[Because | None] = ContextVar("refusing", default=None)
"""Why this request may not write; None: it may."""

WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|MERGE|REPLACE|TRUNCATE|ALTER|CREATE|DROP|COPY)\b", re.IGNORECASE)
LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b")
LIST = re.compile(r"\((?:\s*(?:%s|\?)\s*,)+\s*(?:%s|\?)\s*\)")
Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


@contextmanager
def without_waiting() -> Iterator[None]:
    """What is written inside finds SQLite's lock free or raises OperationalError at once. Other databases lock rows: no change."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        waits = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {int(waits)}")


def listen_in(connection: Any, **_: Any) -> None:
    """Receiver of `connection_created`. First in the list: contexts put theirs at the end and take the last one off."""
    if observed not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, observed)


def observed(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django's wrapper around one statement."""
    because = refusing.get()
    if because is not None and WRITES.match(sql):
        if "django_session" in sql:  # sessions stay as they are; whoever is signed in goes on reading
            return None
        raise refusal(because)
    started = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        note(sql, time.perf_counter() - started)


def note(sql: str, seconds: float) -> None:
    counted = tally.get()
    if counted is not None:
        counted.statements += 1
        counted.seconds += seconds
    if seconds * 1000 >= settings.ENV.slow_query_ms > 0:
        metrics.SLOW_STATEMENTS.inc()
        log.warning("slow statement", extra={"milliseconds": round(seconds * 1000), "sql": shape(sql)})


def shape(sql: str) -> str:
    """The statement without a single value that somebody typed."""
    bare = LIST.sub("(…)", LITERAL.sub("?", " ".join(sql.split())))
    return bare if len(bare) <= LONGEST_SHAPE else bare[:LONGEST_SHAPE] + "…"
