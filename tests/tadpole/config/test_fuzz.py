"""Every address × every method × what nobody sends by accident, as every role: no answer of 500 and more, nothing in the log.

`TADPOLE_FUZZ_SECONDS` (60 for pages by default) and `TADPOLE_FUZZ_SEED` choose how long and which; a failure prints its request.
"""

import logging
import os
import time
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.access import routes
from tests.fuzzing import METHODS, NAMES, Shot, broken, forms_in, hostile_address, some
from tests.tadpole.config.test_access import ROLES, STAFF_ROOMS, browsers, things

SECONDS = float(os.environ.get("TADPOLE_FUZZ_SECONDS", "100"))
SEED = int(os.environ.get("TADPOLE_FUZZ_SEED", "20261128"))
STAFF = ("editor", "moderator", "admin")
DOWN = {"/readyz"}
"""Says 503 where something is missing that the tests do not start."""


class Heard(logging.Handler):
    """What is worse than a warning, or carries a traceback."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith(
            "django.security"
        ):  # a refusal, whatever its level: `operations.logs` writes one line of it
            return
        refused = record.levelno < logging.ERROR and record.name.startswith("django.request")
        if record.levelno >= logging.ERROR or (record.exc_info and not refused):
            where = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
            self.lines.append(f"{record.name}: {record.getMessage()[:300]}\n{where[-2_500:]}")


@pytest.fixture
def heard() -> Iterator[Heard]:
    handler = Heard()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


class Range:
    """Who shoots at what; the sequence follows from the seed alone."""

    def __init__(self, cast: Any) -> None:
        self.dice, self.known = Random(SEED), things(cast)
        self.clients = browsers(cast)
        self.cookies = {role: {k: c.value for k, c in one.cookies.items()} for role, one in self.clients.items()}
        self.forms: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for client in self.clients.values():
            client.raise_request_exception = False

    def shots(self) -> Iterator[Shot]:
        """Every address again and again, in another order each time."""
        everything = sorted(set(routes()))
        while True:
            for route in self.dice.sample(everything, len(everything)):
                yield self.shot(route)

    def shot(self, route: str) -> Shot:
        dice, inside = self.dice, route.startswith(STAFF_ROOMS)
        role = dice.choice(STAFF + ("admin",) * 4) if inside and dice.random() < 0.9 else dice.choice(ROLES)
        address, method = hostile_address(dice, route, self.known.address(route)), dice.choice(METHODS)
        query = some(dice, NAMES) if dice.random() < (0.3 if method == "POST" else 0.8) else {}
        headers = {"HX-Request": "true"} if dice.random() < 0.15 else {}
        if dice.random() < 0.1:
            headers |= {dice.choice(["X-Requested-With", "Referer", "Accept-Language", "Range", "Accept"]): "//[ \xff"}
        sent: dict[str, Any] = {}
        if method == "POST":
            own = self.own_forms(role, address)
            sent = broken(dice, dice.choice(own)) if own and dice.random() < 0.9 else some(dice, NAMES)
        return Shot(role, method, address, query, sent, headers)

    def own_forms(self, role: str, address: str) -> list[dict[str, Any]]:
        """What this role could send here."""
        if (role, address) not in self.forms:
            answer = self.asked(Shot(role, "GET", address))
            text = answer.content.decode(errors="replace") if not answer.streaming and answer.status_code == 200 else ""
            self.forms[role, address] = list(forms_in(text)) if "<form" in text else []
        return self.forms[role, address]

    def asked(self, shot: Shot) -> Any:
        """The answer; whatever it did is undone."""
        client: Client = self.clients[shot.role]
        client.cookies.clear()
        client.cookies.load(self.cookies[shot.role])
        cache.clear()
        with transaction.atomic():
            try:
                ask = getattr(client, shot.method.lower())
                path = shot.address
                if shot.query and shot.method not in ("GET", "HEAD"):
                    answer = (
                        ask(path, shot.sent, query_params=shot.query, headers=shot.headers)
                        if shot.method == "POST"
                        else ask(path, query_params=shot.query, headers=shot.headers)
                    )
                else:
                    answer = ask(path, shot.query or shot.sent, headers=shot.headers)
                if answer.streaming:
                    b"".join(answer.streaming_content)
            finally:
                transaction.set_rollback(True)
        return answer


@pytest.mark.django_db
@pytest.mark.long
@pytest.mark.embedded
def test_nothing_that_is_sent_to_a_page_makes_it_fall_over(
    cast: Any, heard: Heard, capsys: pytest.CaptureFixture[str]
) -> None:
    stand, until, fallen, count = Range(cast), time.monotonic() + SECONDS, [], 0
    most = int(os.environ.get("TADPOLE_FUZZ_FAULTS", "1"))
    for shot in stand.shots():
        if time.monotonic() > until or len(fallen) >= most:
            break
        count += 1
        status = stand.asked(shot).status_code
        if (status >= 500 and shot.address not in DOWN) or heard.lines:
            fallen.append(f"{status} after {count}: {shot}\n" + "\n".join(heard.lines))
            heard.lines.clear()
    with capsys.disabled():
        print(f"\nseed {SEED}: {count} requests in {SECONDS:.0f} s")  # noqa: T201
    assert not fallen, f"seed {SEED}\n" + "\n\n".join(fallen)
