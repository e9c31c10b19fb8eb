"""Every address × every method × what nobody sends by accident, as every role: no answer of 500 and more, nothing in the log.

Sockets have a fifth of the time. `TADPOLE_FUZZ_SECONDS` (100 for both by default) and `TADPOLE_FUZZ_SEED` choose how long and which; a
failure prints its request.
"""

import asyncio
import json
import logging
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.cache import cache
from django.db import connections, transaction
from django.test import Client

from community.live import hub
from community.live.queries import ticket_for
from community.moderation.actions import sanction
from tadpole.config.asgi import inner
from tadpole.events import screens
from tests.access import routes
from tests.cast import Cast
from tests.factories.live import on_air
from tests.fuzzing import METHODS, NAMES, Shot, broken, forms_in, hostile_address, some
from tests.fuzzing_sockets import Talk, a_talk, held
from tests.sockets import Screen, session_key_of
from tests.tadpole.config.test_access import ROLES, STAFF_ROOMS, browsers, things

SECONDS = float(os.environ.get("TADPOLE_FUZZ_SECONDS", "100"))
SOCKETS = 0.2
"""The sockets' part of the seconds."""
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
    stand, fallen, count = Range(cast), [], 0
    until = time.monotonic() + SECONDS * (1 - SOCKETS)
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
        print(f"\nseed {SEED}: {count} requests in {SECONDS * (1 - SOCKETS):.0f} s")  # noqa: T201
    assert not fallen, f"seed {SEED}\n" + "\n\n".join(fallen)


@dataclass(frozen=True)
class Party:
    """Who opens sockets: each role's ticket and session."""

    session_id: int
    tickets: dict[str, str]
    cookies: dict[str, str]

    def headers(self, role: str) -> list[tuple[bytes, bytes]]:
        key = self.cookies[role]
        own = [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={key}".encode())] if key else []
        return [(b"origin", settings.ORIGIN.encode()), *own]


def invited() -> Party:
    """A session on air, and somebody of every kind, with a ticket of their own."""
    cast = Cast()
    session = on_air(by=cast.doctor)
    people = {role: getattr(cast, role) for role in ("nobody", "alice", "newcomer", "doctor", "editor", "staff", "bob")}
    sanction(by=cast.staff, user_id=cast.bob.pk, kind="silence", days=1, reason="试一试")
    keys = {role: session_key_of(person) for role, person in people.items()}
    gone = Client()
    gone.force_login(cast.mei)
    keys["signed out"], people["signed out"] = gone.session.session_key, cast.mei
    tickets = {role: ticket_for(person, session, keys[role]) for role, person in people.items()}
    gone.logout()
    return Party(session.pk, tickets, {role: key or "" for role, key in keys.items()})


async def still_alive(party: Party, dice: Random) -> None:
    """A comment of a reader is stored and answered, whatever others did."""
    hub.PACER.buckets.clear()
    screen = Screen(party.session_id, party.tickets["alice"])
    await screen.enter()
    assert "ok" in await screen.comment(f"还在 {dice.random()}")
    await screen.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.long
@pytest.mark.embedded
async def test_nothing_that_is_said_to_a_socket_makes_it_fall_over(
    heard: Heard, capsys: pytest.CaptureFixture[str]
) -> None:
    screens.keep_loop(asyncio.get_running_loop())
    dice, fallen, count = Random(SEED), [], 0
    party = await sync_to_async(invited)()
    until = time.monotonic() + SECONDS * SOCKETS
    try:
        while time.monotonic() < until and not fallen:
            hub.PACER.buckets.clear()
            role = dice.choice(sorted(party.tickets))
            talk = a_talk(dice, role, party.session_id, party.tickets[role])
            fault = await held(inner, talk, party.headers(role))
            count += 1
            if fault or heard.lines:
                fallen.append(f"{fault} after {count}: {talk}\n" + "\n".join(heard.lines))
            if count % 100 == 0:
                await still_alive(party, dice)
        await still_alive(party, dice)
    finally:
        await hub.close()
        screens.keep_loop(None)
        await sync_to_async(connections.close_all)()
    with capsys.disabled():
        print(f"\nseed {SEED}: {count} sockets in {SECONDS * SOCKETS:.0f} s")  # noqa: T201
    assert not fallen and not heard.lines, f"seed {SEED}\n" + "\n\n".join([*fallen, *heard.lines])


async def careless(scope: Any, receive: Any, send: Any) -> None:
    """A socket that reads whatever it is sent as a comment, and ends with a code of its own."""
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        json.loads(message["text"])["say"].strip()
    await send({"type": "websocket.close", "code": 1011})


@pytest.mark.parametrize(
    ("frame", "fault"),
    [("[]", "TypeError"), ("[" * 3_000, "RecursionError"), (b"x", "TypeError"), ('{"say": "x"}', "1011")],
)
async def test_a_careless_socket_is_found(frame: str | bytes, fault: str) -> None:
    assert fault in await held(careless, Talk("nobody", "/ws/planted/", frames=[frame]), [])
