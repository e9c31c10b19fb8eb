"""The house rule for lists: as many queries for many rows as for one."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext


def same_queries(get: Callable[[], Any], more: Callable[[], Any]) -> int:
    """Ask a list page once with the rows there are, add rows with `more`, ask again: the same number of queries.

    Returns that number. Caches are emptied before each, and the page is asked for once beforehand
    (content types and sites are read once a process).
    """
    get()
    before = counted(get)
    more()
    after = counted(get)
    assert len(after) == len(before), "\n".join(["more rows, more queries:", *(one["sql"][:300] for one in after)])
    return len(after)


def counted(get: Callable[[], Any]) -> list[dict[str, str]]:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = get()
    assert getattr(answer, "status_code", 200) == 200
    # how long SQLite waits for its lock is a setting of the connection, and reads no row
    return [one for one in queries.captured_queries if not one["sql"].startswith("PRAGMA")]
