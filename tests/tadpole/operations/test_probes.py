"""What machines ask: alive, ready, and the figures; what outsiders are told."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families

from tadpole.operations import health, metrics, switches
from tests.factories.circles import a_circle

TOKEN = "a-token-of-the-operator"
PROBES = ("/healthz", "/readyz", "/metrics")


@pytest.fixture
def token(settings: Any) -> str:
    settings.ENV = replace(settings.ENV, metrics_token=TOKEN)
    return f"Bearer {TOKEN}"


def figures(client: Client, **headers: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    text = client.get("/metrics", **headers).content.decode()
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_alive_touches_nothing(client: Client, settings: Any) -> None:
    """No database (none is allowed here), no session, no language, no https, whatever the host."""
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["tadpole.example"], True
    answer = client.get("/healthz", HTTP_HOST="10.0.0.7")
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert not answer.cookies
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_ready_names_every_part_to_the_operator_alone(client: Client, token: str) -> None:
    outsider = client.get("/readyz")
    assert json.loads(outsider.content) == {"ready": True}
    told = client.get("/readyz", HTTP_AUTHORIZATION=token).json()
    assert {"database", "migrations", "storage", "outbox", "tasks"} <= set(told["parts"])
    assert told["parts"]["database"] == {"ok": True, "needed": True, "reason": ""}
    assert client.post("/readyz", HTTP_AUTHORIZATION=token).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/readyz", "/metrics"])
def test_details_are_for_this_machine_or_for_the_token(client: Client, address: str, settings: Any) -> None:
    def told(**headers: str) -> bool:
        body = client.get(address, **headers).content
        return b"tadpole_outbox_waiting" in body or b"parts" in body

    assert told(REMOTE_ADDR="127.0.0.1")
    assert not told(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert not told(REMOTE_ADDR="203.0.113.9")
    settings.ENV = replace(settings.ENV, metrics_token=TOKEN)
    assert not told(REMOTE_ADDR="127.0.0.1")
    assert not told(HTTP_AUTHORIZATION="Bearer a-guess")
    assert told(REMOTE_ADDR="203.0.113.9", HTTP_AUTHORIZATION=f"Bearer {TOKEN}")
    if address == "/metrics":
        assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_the_probes_answer_during_maintenance(client: Client) -> None:
    call_command("maintenance", "on", verbosity=0)
    assert client.get("/").status_code == 503
    assert {address: client.get(address).status_code for address in PROBES} == dict.fromkeys(PROBES, 200)


def test_a_part_that_is_gone_or_silent_is_named_without_its_password() -> None:
    import threading

    never = threading.Event()

    def gone() -> None:
        raise ConnectionError("cannot reach postgres://tadpole:hunter2hunter2@db:5432/tadpole")

    def silent() -> None:
        never.wait(30)

    found = health.side_by_side({"database": (True, gone), "mail": (False, silent), "storage": (False, lambda: None)})
    again = health.side_by_side({"mail": (False, silent)})
    never.set()
    assert not found.ready
    assert found.parts["storage"].ok
    assert "cannot reach" in found.parts["database"].reason
    assert "hunter2" not in found.parts["database"].reason
    assert found.parts["mail"].reason == again.parts["mail"].reason == "no answer within 2 s"
    assert again.ready  # what is not needed does not keep people out


@pytest.mark.django_db
def test_code_ahead_of_its_tables_is_not_ready_and_tables_ahead_of_code_are() -> None:
    from django.db.migrations.recorder import MigrationRecorder

    recorder = MigrationRecorder(connection)
    assert health.migrations() is None
    recorder.record_applied("threads", "0099_of_tomorrow")
    assert health.migrations() == "the database is ahead by 1"
    recorder.record_unapplied("events", "0001_initial")
    with pytest.raises(health.Trouble, match=r"not applied: events\.0001_initial"):
        health.migrations()


@pytest.mark.django_db
def test_an_answer_of_the_last_second_is_given_again(token: str, client: Client, monkeypatch: Any) -> None:
    asked = []
    monkeypatch.setattr(health, "checks", lambda: {"database": (True, lambda: asked.append(1))})
    for _ in range(3):
        client.get("/readyz", HTTP_AUTHORIZATION=token)
    assert len(asked) == 1


@pytest.mark.django_db
def test_a_thread_that_is_opened_moves_the_figures(
    cast: Any, client_of: Callable[[Any], Client], token: str, settle: Callable[[], int]
) -> None:
    alice, circle = client_of(cast.alice), a_circle()
    settle()
    before = figures(alice, HTTP_AUTHORIZATION=token)
    told = {"title": "早产五周，辅食按哪个月龄加？", "text": "他现在扶着能坐十几秒。", "circle": circle.slug}
    answer = alice.post("/t/new/", told)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    after = figures(alice, HTTP_AUTHORIZATION=token)

    def moved(name: str, **labels: str) -> float:
        key = (name, tuple(sorted(labels.items())))
        return after.get(key, 0) - before.get(key, 0)

    assert moved("tadpole_requests_total", view="threads:open", method="POST", status="302") == 1
    assert moved("tadpole_request_seconds_count", view="threads:open", method="POST") == 1
    assert moved("tadpole_request_statements_sum", view="threads:open") > 3
    assert moved("tadpole_database_seconds_total", view="threads:open") > 0
    assert moved("tadpole_outbox_waiting", queue="deliveries") > 0
    assert moved("tadpole_outbox_waiting", queue="search") > 0
    settle()
    after = figures(alice, HTTP_AUTHORIZATION=token)
    assert moved("tadpole_outbox_waiting", queue="deliveries") == 0


@pytest.mark.django_db
def test_labels_are_names_of_views_never_addresses(client: Client, token: str) -> None:
    for number in range(3):
        client.get(f"/t/{number + 990}/")
        client.get(f"/nobody/was/here/{number}/")
        client.generic("BREW", f"/t/{number}/")
    views = {
        dict(labels)["view"]
        for (name, labels) in figures(client, HTTP_AUTHORIZATION=token)
        if name.endswith("requests_total")
    }
    assert "threads:thread" in views
    assert not [view for view in views if "/" in view or "99" in view]
    methods = {
        dict(labels)["method"]
        for (name, labels) in figures(client, HTTP_AUTHORIZATION=token)
        if name.endswith("requests_total")
    }
    assert "BREW" not in methods


@pytest.mark.django_db
def test_every_figure_is_in_the_operators_table(client: Client, token: str) -> None:
    text = client.get("/metrics", HTTP_AUTHORIZATION=token).content.decode()
    names = {family.name for family in text_string_to_metric_families(text)}
    told = (Path(__file__).resolve().parents[3] / "docs/operations.md").read_text(encoding="utf-8")
    assert {name for name in names if f"`{name}" not in told} == set()


def test_a_forked_child_takes_a_seat_of_its_own_and_a_later_process_goes_on_with_it() -> None:
    first, lock = metrics.take_seat()
    second, other = metrics.take_seat()
    assert len({first, second, metrics.seat()}) == 3
    lock.close()
    assert metrics.take_seat()[0] == first
    other.close()


@pytest.mark.django_db
def test_knowing_the_switches_costs_a_page_nothing(client: Client, settings: Any) -> None:
    """Asked once a second, not once a request."""
    settings.SWITCH_SECONDS = 3600.0
    switches.forget()
    with CaptureQueriesContext(connection) as first:
        switches.state()
    with CaptureQueriesContext(connection) as second:
        switches.state()
    # PostgreSQL is asked too whether it is a standby
    assert (len(first), len(second)) == (2 if connection.vendor == "postgresql" else 1, 0)
