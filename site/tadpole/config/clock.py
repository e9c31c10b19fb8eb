"""Beat of the services profile: any number of them run, the one that holds PostgreSQL's lock ticks, the others stand by.

No file is kept. Who takes over, or finds the machine's clock moved, makes everything due at once: each periodic task may
run once too often without harm, and none is left out, however often beat is started anew.
"""

import logging
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

import psycopg
from celery.beat import Scheduler
from django.conf import settings

from tadpole.config import libpq

LOOK = 1.0  # seconds between two looks at the lock, so that a lost one is noticed and a free one taken
MOVED = 5.0  # seconds by which the clock has to jump to count as moved
LONG_AGO = timedelta(days=400)
log = logging.getLogger(__name__)


class Lock:
    """A session's advisory lock on a connection of its own: PostgreSQL frees it the moment its holder is gone."""

    def __init__(self) -> None:
        self.connection: psycopg.Connection[Any] | None = None

    def held(self) -> bool:
        """Whether this process holds it now; tries to get it. A database that cannot be asked holds nothing for anybody."""
        try:
            if self.connection is not None:
                self.connection.execute("SELECT 1")
                return True
            return self.taken()
        except psycopg.Error as problem:
            log.warning("beat cannot ask the database for its lock: %s", str(problem).strip())
            self.let_go()
            return False

    def taken(self) -> bool:
        own: dict[str, Any] = settings.DATABASES["default"]
        self.connection = psycopg.connect(
            **libpq.parameters(own),
            autocommit=True,
            application_name="tadpole beat",
            connect_timeout=3,
            # a machine that lost its power says no goodbye: after 20 s of silence the server frees the lock
            options="-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3",
        )
        row = self.connection.execute("SELECT pg_try_advisory_lock(hashtext('tadpole.beat'))").fetchone()
        if row is not None and row[0]:
            return True
        self.let_go()
        return False

    def let_go(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            with suppress(psycopg.Error):
                connection.close()


class Clock(Scheduler):
    """Celery's scheduler in memory, which ticks only while it holds the lock."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.lock = Lock()
        self.ticking: bool | None = None
        self.distance = 0.0
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due; seconds until it wants to be asked again."""
        mine = self.lock.held()
        if mine is not self.ticking:
            log.info("beat ticks" if mine else "beat stands by: another one ticks")
        if mine and (not self.ticking or self.moved()):
            self.make_all_due()
        self.ticking = mine
        return min(float(super().tick(*args, **kwargs)), LOOK) if mine else LOOK

    def moved(self) -> bool:
        """Whether the machine's clock jumped: back an hour, and nothing would be due for an hour."""
        return abs(time.time() - time.monotonic() - self.distance) > MOVED

    def make_all_due(self) -> None:
        self.distance = time.time() - time.monotonic()
        for entry in self.schedule.values():
            entry.last_run_at = entry.default_now() - LONG_AGO
        self._heap = None

    def close(self) -> None:
        self.lock.let_go()
        super().close()
