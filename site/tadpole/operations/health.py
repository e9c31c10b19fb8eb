"""Whether each thing this site stands on is there. Looked at side by side, each within two seconds, at most once a second.

Needed: a site without it cannot answer, so a balancer must send people elsewhere. The others only make it poorer: without
Redis pages are slower, without search nothing is found, and sending people to the next process would not help.
"""

import base64
import json
import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from tadpole.events.queries import outbox
from tadpole.operations import switches, watch
from tadpole.operations.addresses import elasticsearch_options
from tadpole.operations.redaction import clean

PATIENCE = 2.0
KEPT = 1.0
LONGEST_LAG = 60.0
"""Seconds after which news that waits is told as a trouble."""


class Trouble(Exception):
    """A part is not as it should be; the text goes to the operator."""


@dataclass(frozen=True)
class Part:
    """One thing the site stands on; `reason` is empty, or says more also when it is well."""

    ok: bool
    needed: bool
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"ok": self.ok, "needed": self.needed, "reason": self.reason}


@dataclass(frozen=True)
class Look:
    """All parts at one moment."""

    parts: dict[str, Part]

    @property
    def ready(self) -> bool:
        return all(part.ok for part in self.parts.values() if part.needed)


Check = Callable[[], str | None]
_looking: dict[str, threading.Thread] = {}
_last: tuple[float, Look] | None = None
_only_one = threading.Lock()


def look() -> Look:
    """All parts; an answer of the last second is given again."""
    global _last
    with _only_one:
        if _last is not None and time.monotonic() - _last[0] < KEPT:
            return _last[1]
        found = side_by_side(checks())
        _last = time.monotonic(), found
        return found


def forget() -> None:
    global _last
    _last = None


def checks() -> dict[str, tuple[bool, Check]]:
    """Name → (needed, what looks). What one process keeps in its own memory cannot be away."""
    found: dict[str, tuple[bool, Check]] = {
        "database": (True, database),
        "migrations": (True, migrations),
        "storage": (False, storage),
        "outbox": (False, news),
        "tasks": (False, tasks),
        "switches": (False, closed),
    }
    if settings.PROFILE == "services":
        found |= {"redis": (False, redis), "search": (False, search), "mail": (False, mail)}
    return found


def side_by_side(wanted: dict[str, tuple[bool, Check]]) -> Look:
    """Each in a thread of its own. One that hangs is named and left; it is not asked a second time meanwhile."""
    results: dict[str, Part] = {}

    def run(name: str, needed: bool, check: Check) -> None:
        try:
            results[name] = Part(True, needed, check() or "")
        except Exception as problem:  # noqa: BLE001  whatever a driver raises is the reason
            results[name] = Part(False, needed, said(problem))
        finally:
            switches.close_quietly()

    until = time.monotonic() + PATIENCE
    for name, (needed, check) in wanted.items():
        before = _looking.get(name)
        if before is None or not before.is_alive():
            _looking[name] = threading.Thread(target=run, args=(name, needed, check), daemon=True)
            _looking[name].start()
    for name in wanted:
        _looking[name].join(max(0.0, until - time.monotonic()))
    silent = f"no answer within {PATIENCE:.0f} s"
    return Look({name: results.get(name) or Part(False, needed, silent) for name, (needed, _) in wanted.items()})


def said(problem: Exception) -> str:
    """One line of it, without secrets."""
    first = next(iter(str(problem).strip().splitlines()), "")
    return clean(first if isinstance(problem, Trouble) else f"{type(problem).__name__}: {first}")[:300]


def database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations() -> str | None:
    """Code must not run ahead of its tables. Tables may be ahead of the code: that is the old code beside the new."""
    loader = MigrationLoader(connection)
    missing = sorted(set(loader.disk_migrations) - set(loader.applied_migrations) - replaced(loader))
    if missing:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        raise Trouble("not applied: " + ", ".join(".".join(one) for one in missing[:3]) + more)
    ahead = [one for one in loader.applied_migrations if one not in loader.disk_migrations and known(one[0], loader)]
    return f"the database is ahead by {len(ahead)}" if ahead else None


def replaced(loader: MigrationLoader) -> set[tuple[str, str]]:
    """Migrations that a squashed one stands for, and squashed ones whose parts were applied."""
    return {one for key, squashed in loader.replacements.items() for one in (key, *squashed.replaces)}


def known(label: str, loader: MigrationLoader) -> bool:
    return label in loader.migrated_apps


def redis() -> None:
    from redis import Redis

    with Redis.from_url(settings.ENV.redis_url, socket_timeout=1, socket_connect_timeout=1) as client:
        client.ping()


def search() -> str | None:
    """Plain HTTP: what is asked of the engine itself goes through search.index, which stands above."""
    given = elasticsearch_options(settings.ENV.elasticsearch_url)
    request = urllib.request.Request(f"{given['hosts'][0]}/_cluster/health?timeout=1s")
    if "api_key" in given:
        request.add_header("Authorization", f"ApiKey {given['api_key']}")
    elif "basic_auth" in given:
        pair = ":".join(given["basic_auth"]).encode()
        request.add_header("Authorization", f"Basic {base64.b64encode(pair).decode()}")
    with urllib.request.urlopen(request, timeout=1.5, context=believed(given)) as answer:
        status = json.load(answer).get("status")
    if status == "red":
        raise Trouble("the cluster is red")
    return f"the cluster is {status}"


def believed(given: dict[str, Any]) -> ssl.SSLContext | None:
    """Whose certificate is taken; None for plain HTTP."""
    if "verify_certs" not in given:
        return None
    context = ssl.create_default_context(cafile=given.get("ca_certs"))
    if not given["verify_certs"]:  # the operator said so, and is warned by search.W002
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def storage() -> None:
    default_storage.look()  # type: ignore[attr-defined]


def mail() -> None:
    with socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), timeout=1.5) as line:
        line.settimeout(1.5)
        if not settings.EMAIL_USE_SSL and not line.recv(64).startswith(b"2"):
            raise Trouble("the mail server refuses")


def news() -> str | None:
    """The outbox: how long the oldest news waits that is due."""
    now = timezone.now()
    waiting = outbox(now)
    oldest = max((one.oldest_seconds for one in waiting), default=0.0)
    given_up = sum(one.given_up for one in waiting)
    if oldest > LONGEST_LAG and switches.state().read_only is None:
        raise Trouble(f"the oldest news has waited {oldest:.0f} s")
    return f"{given_up} given up" if given_up else None


def tasks() -> str | None:
    """The clock and the workers: when each entry of the schedule last finished."""
    if switches.state().read_only is not None:
        return "paused: reading only"
    late = watch.late(timezone.now())
    if late:
        raise Trouble("late: " + ", ".join(f"{one.name} ({one.said})" for one in late))
    return None


def closed() -> str | None:
    """Not a trouble: somebody turned it on."""
    on = switches.state()
    return ", ".join(name for name in ("read_only", "maintenance") if getattr(on, name) is not None) or None
