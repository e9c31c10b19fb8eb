"""Figures that processes count themselves. Every label has few values: names of views and queues, never an address.

All processes of one machine write into one folder, and whoever is asked for /metrics adds them up. A process takes the lowest
seat that is free and goes on with that seat's counters, so that a restart neither resets a counter nor leaves files behind.
"""

import fcntl
import os
import socket
import time
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, values
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = Path(settings.HOME) / "metrics" / (socket.gethostname() or "here")
FOLDER.mkdir(parents=True, exist_ok=True)
_seats: dict[int, tuple[str, IO[str]]] = {}


def seat() -> str:
    """This process's place in the folder; held by a lock that ends with the process. A forked child takes one of its own."""
    mine = _seats.get(os.getpid())
    if mine is None:
        _seats.clear()  # what a parent held is the parent's
        mine = _seats[os.getpid()] = take_seat()
    return mine[0]


def take_seat() -> tuple[str, IO[str]]:
    number = 0
    while True:
        lock = (FOLDER / f"seat-{number}").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            number += 1
            continue
        for left in FOLDER.glob(f"gauge_live*_{number}.db"):  # what the last one here saw is over
            left.unlink()
        return str(number), lock


os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(FOLDER)
values.ValueClass = values.MultiProcessValue(seat)

SOON = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
REQUESTS = Counter("tadpole_requests", "Requests answered", ["view", "method", "status"])
LATENCY = Histogram("tadpole_request_seconds", "Time from a request to its answer", ["view", "method"], buckets=SOON)
STATEMENTS = Histogram(
    "tadpole_request_statements",
    "Database statements of a request",
    ["view"],
    buckets=(1, 2, 5, 10, 15, 20, 30, 50, 100),
)
DATABASE_SECONDS = Counter("tadpole_database_seconds", "Time that requests waited for the database", ["view"])
SLOW_STATEMENTS = Counter("tadpole_slow_statements", "Statements slower than TADPOLE_SLOW_QUERY_MS")
TASKS = Counter("tadpole_tasks", "Tasks run", ["task", "outcome"])
TASK_SECONDS = Histogram("tadpole_task_seconds", "Time a task took", ["task"], buckets=SOON)
MAILS = Counter("tadpole_mails", "Mails handed to the mail server", ["outcome"])
VIEWERS = Gauge("tadpole_live_viewers", "Open sockets in live rooms", multiprocess_mode="livesum")
ROOMS = Gauge("tadpole_live_rooms", "Live rooms that somebody watches", multiprocess_mode="livesum")
POOL_SIZE = Gauge("tadpole_pool_connections", "Database connections open", multiprocess_mode="livesum")
POOL_FREE = Gauge("tadpole_pool_free", "Database connections that nobody uses", multiprocess_mode="livesum")
POOL_WAITING = Gauge(
    "tadpole_pool_waiting", "Requests that wait for a database connection", multiprocess_mode="livesum"
)

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_pool_noted_at = 0.0


def method_of(method: str | None) -> str:
    return method if method in METHODS else "other"


def note_pool(connection: Any) -> None:
    """How many connections this process uses; at most once a second."""
    global _pool_noted_at
    now = time.monotonic()
    if now - _pool_noted_at < 1 or not getattr(connection, "pool", None):
        return
    _pool_noted_at = now
    stats = connection.pool.get_stats()
    POOL_SIZE.set(stats.get("pool_size", 0))
    POOL_FREE.set(stats.get("pool_available", 0))
    POOL_WAITING.set(stats.get("requests_waiting", 0))


def registry(*collectors: Any) -> CollectorRegistry:
    """What all processes of this machine counted, and what `collectors` read now."""
    whole = CollectorRegistry()
    MultiProcessCollector(whole, str(FOLDER))
    for one in collectors:
        whole.register(one)
    return whole
