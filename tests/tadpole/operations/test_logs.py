"""What stands in the logs: one line a request, one number through everything that follows from it; and what never does."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
import structlog
from django.db import connection, transaction
from django.test import Client

from tadpole.events import Event, listens_to, publish
from tadpole.events.models import Delivery, Fact
from tadpole.events.registry import EVENTS, LISTENERS
from tadpole.events.tasks import deliver
from tadpole.operations import redaction, statements
from tadpole.operations.logs import Formatter, configured, shortened
from tests.cast import PASSWORD
from tests.factories.circles import a_circle

NUMBER = "front-7f3a9c21"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What is written from now on, as JSON lines."""
    out = io.StringIO()
    configured(json=True)
    handler = logging.StreamHandler(out)
    handler.setFormatter(Formatter(json=True))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


@dataclass(frozen=True)
class ToadSat(Event):
    toad_id: int


@pytest.fixture
def listener() -> Iterator[None]:
    def hears(event: ToadSat) -> None:
        logging.getLogger("tadpole.pond").info("heard of %s", event.toad_id)
        structlog.stdlib.get_logger("tadpole.pond").info("and again")

    listens_to(ToadSat)(hears)
    yield
    LISTENERS.pop(f"{hears.__module__}.hears")
    EVENTS.pop(next(name for name, event in EVENTS.items() if event is ToadSat))


@pytest.mark.django_db
def test_one_line_a_request_without_who_it_was_or_what_was_typed(
    cast: Any, client_of: Callable[[Any], Client], lines: Callable[[], list[dict[str, Any]]]
) -> None:
    told = {"title": "小满昨天吐奶", "text": "我们家小满 2026-03-02 生的", "circle": a_circle().slug}
    answer = client_of(cast.alice).post("/t/new/?token=abcdef123456", told, REMOTE_ADDR="203.0.113.77")
    (line,) = [one for one in lines() if one["event"] == "request"]
    assert line["request_id"] == answer["X-Request-ID"]
    assert (line["method"], line["view"], line["status"], line["network"]) == (
        "POST",
        "threads:open",
        302,
        "203.0.113.0/24",
    )
    assert line["statements"] > 3
    assert line["milliseconds"] > 0
    assert line["person"] not in (None, str(cast.alice.pk))
    written = json.dumps(lines(), ensure_ascii=False)
    for private in ("小满", "2026-03-02", "203.0.113.77", "abcdef123456", "alice", "阿芷"):
        assert private not in written


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "kept"),
    [(NUMBER, True), ("short", False), ("a" * 65, False), ("line\nend-123456", False), ("<b>12345678", False)],
)
def test_a_number_from_the_front_is_kept_when_it_is_one(client: Client, given: str, kept: bool) -> None:
    answer = client.get("/healthz", HTTP_X_REQUEST_ID=given)
    assert (answer["X-Request-ID"] == given) is kept
    assert len(answer["X-Request-ID"]) >= 8


@pytest.mark.django_db
def test_the_number_goes_with_the_news_into_the_listeners_lines(
    cast: Any,
    client_of: Callable[[Any], Client],
    listener: None,
    lines: Callable[[], list[dict[str, Any]]],
    monkeypatch: Any,
) -> None:
    """From a POST through the outbox's rows into the task that delivers, in a worker that knows nothing of the request."""
    from community.threads import actions

    usual = actions.open_thread

    def also_tells(**given: Any) -> Any:
        with transaction.atomic():
            publish(ToadSat(toad_id=7))
            return usual(**given)

    monkeypatch.setattr(actions, "open_thread", also_tells)
    told = {"title": "辅食按哪个月龄加？", "text": "他现在扶着能坐。", "circle": a_circle().slug}
    client_of(cast.alice).post("/t/new/", told, HTTP_X_REQUEST_ID=NUMBER)
    fact = Fact.objects.get(name__endswith="ToadSat")
    assert fact.request_id == NUMBER
    assert structlog.contextvars.get_contextvars() == {}
    for pk in Delivery.objects.filter(fact__request_id=NUMBER).values_list("pk", flat=True):
        deliver.apply((pk,))
    heard = [one for one in lines() if one["logger"] == "tadpole.pond"]
    assert [one["request_id"] for one in heard] == [NUMBER, NUMBER]
    assert heard[0]["event"] == "heard of 7"
    assert heard[0]["task"] == "events.deliver"
    # and on, when a listener tells of something itself
    assert set(Fact.objects.filter(pk__gt=fact.pk).values_list("request_id", flat=True)) <= {NUMBER}


@pytest.mark.django_db
def test_an_error_page_says_the_number(client: Client, monkeypatch: Any) -> None:
    from tadpole.operations import switches

    def broken(*_: Any) -> None:
        raise RuntimeError("a bug of ours")

    client.raise_request_exception = False
    monkeypatch.setattr(switches, "banner", broken)
    monkeypatch.setattr("tadpole.ui.slots._providers", {"layout.notice": [(1, broken)]})
    answer = client.get("/circles/", HTTP_X_REQUEST_ID=NUMBER)
    assert answer.status_code == 500
    assert NUMBER in answer.content.decode()
    script = client.get("/circles/", HTTP_X_REQUEST_ID=NUMBER, HTTP_ACCEPT="application/json")
    assert script.json()["number"] == NUMBER


SECRETS = {
    "postgres://tadpole:pg-Passw0rd@db:5432/tadpole": "pg-Passw0rd",
    "https://AKIAEXAMPLE:s3-S3cretKey@files.example/bucket": "s3-S3cretKey",
    "https://0123456789abcdef@sentry.example/7": "0123456789abcdef",
    "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.x": "eyJhbGciOiJIUzI1NiJ9",
    "{'password': 'pond lily 2026', 'login': 'x'}": "pond lily 2026",
    "password=hunter22&next=/": "hunter22",
    "csrfmiddlewaretoken=Zm9vYmFyYmF6": "Zm9vYmFyYmF6",
    "Cookie: __Host-session=9x8y7z6w5v; theme=dark": "9x8y7z6w5v",
    "sessionid=9x8y7z6w5v": "9x8y7z6w5v",
    "your code is K7QF-2MND": "K7QF-2MND",
    "/account/password/reset/key/3-cafe1234beef/": "3-cafe1234beef",
    "DETAIL:  Key (email)=(alice@example.org) already exists.": "alice",
    "Failing row: DETAIL: Failing row contains (7, 小满, 2026-03-02).": "小满",
    "mail to alice@example.org refused": "alice@example.org",
    "https://files.example/x?X-Amz-Signature=deadbeef&a=1": "deadbeef",
}


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_in_no_line_however_it_came_there(text: str, lines: Callable[[], list[dict[str, Any]]]) -> None:
    secret = SECRETS[text]
    log, other = logging.getLogger("some.library"), structlog.stdlib.get_logger("tadpole.x")
    log.warning("said %s", text)
    log.warning("%(text)s", {"text": text})
    log.warning("with more", extra={"detail": {"list": [text]}, "password": secret})
    other.warning("words", given=text, token=secret)
    try:
        raise ValueError(text)
    except ValueError:
        log.exception("it broke")
        other.exception("it broke")
    assert len(lines()) == 6
    assert secret not in json.dumps(lines(), ensure_ascii=False)


def test_our_own_secrets_are_known_letter_for_letter(settings: Any, lines: Callable[[], list[dict[str, Any]]]) -> None:
    settings.ENV = replace(
        settings.ENV, files_url="https://ourkeyid:our%2Fown-key@s3.example/b", metrics_token="plain-metrics-word"
    )
    redaction.own_secrets.cache_clear()
    try:
        logging.getLogger("x").error("%s and our/own-key and ourkeyid and plain-metrics-word", settings.SECRET_KEY)
    finally:
        redaction.own_secrets.cache_clear()
    written = json.dumps(lines())
    for secret in (settings.SECRET_KEY, "our/own-key", "ourkeyid", "plain-metrics-word"):
        assert secret not in written


@pytest.mark.django_db
def test_signing_in_writes_no_password_no_code_and_no_session(
    cast: Any, client: Client, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    """Right, wrong, and broken in the middle, with every logger turned all the way up."""
    who = cast.alice.email
    client.post("/account/login/", {"login": who, "password": "wrong-pond-lily"})
    client.post("/account/login/", {"login": who, "password": PASSWORD})
    client.raise_request_exception = False
    client.post("/account/login/", {"login": who + "\x00", "password": "broken-pond-lily"})
    client.get("/account/password/reset/key/3-cafe1234beef/")
    written = json.dumps(lines(), ensure_ascii=False)
    session = client.session.session_key or ""
    assert session
    for secret in ("wrong-pond-lily", PASSWORD, "broken-pond-lily", who, session, "cafe1234beef"):
        assert secret not in written


@pytest.mark.django_db
def test_a_slow_statement_is_told_without_what_was_typed(
    settings: Any, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    settings.ENV = replace(settings.ENV, slow_query_ms=1)
    with structlog.contextvars.bound_contextvars(request_id=NUMBER):
        statements.note("SELECT * FROM t WHERE name = '小满' AND id IN (%s, %s, %s) AND n = 42", 0.002)
        statements.note("SELECT 1", 0.0)
    (line,) = [one for one in lines() if one["logger"] == "tadpole.slow"]
    assert line["sql"] == "SELECT * FROM t WHERE name = ? AND id IN (…) AND n = ?"
    assert line["request_id"] == NUMBER
    assert line["milliseconds"] == 2
    assert statements.observed in connection.execute_wrappers


def test_a_line_stays_one_line(lines: Callable[[], list[dict[str, Any]]]) -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Formatter(json=False))
    log = logging.getLogger("tadpole.forged")
    log.addHandler(handler)
    log.warning("first\n2026-01-01 CRITICAL forged")
    log.removeHandler(handler)
    assert len(out.getvalue().splitlines()) == 1


@pytest.mark.parametrize(
    ("whole", "short"),
    [("203.0.113.77", "203.0.113.0/24"), ("2001:db8:1:2::7", "2001:db8:1::/48"), ("unix:", ""), ("", "")],
)
def test_addresses_are_cut_to_their_network(whole: str, short: str) -> None:
    assert shortened(whole) == short


def test_a_signing_key_of_before_is_as_secret_as_the_present_one(settings: Any) -> None:
    old = ("one-key-of-before", "another-key-of-before")
    settings.ENV, settings.SECRET_KEY_FALLBACKS = replace(settings.ENV, secret_key_fallbacks=old), list(old)
    redaction.own_secrets.cache_clear()
    try:
        said = redaction.clean(f"{settings.SECRET_KEY} was {old[0]} and {old[1]}")
    finally:
        redaction.own_secrets.cache_clear()
    assert not any(key in said for key in (settings.SECRET_KEY, *old))
