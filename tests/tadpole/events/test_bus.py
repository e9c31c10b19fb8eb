"""The bus keeps its promises: nothing told that did not happen, nothing lost, nobody hurt by another."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.test import Client
from django.utils import timezone

from tadpole.events import Event, bus, listens_to, publish
from tadpole.events.models import Delivery, Fact
from tadpole.events.registry import EVENTS, LISTENERS, load, shape_of
from tadpole.events.rules import LEASE, LONGEST_PAUSE, MOST_TRIES, next_try

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "events.json"


@dataclass(frozen=True)
class FrogJumped(Event):
    frog_id: int


heard: list[tuple[str, int]] = []
broken = False


@pytest.fixture(autouse=True)
def listeners() -> Iterator[None]:
    """Two listeners for as long as the test runs."""
    global broken
    heard.clear()
    broken = False

    def first(event: FrogJumped) -> None:
        if broken:
            raise ValueError("the first listener is broken")
        heard.append(("first", event.frog_id))

    def second(event: FrogJumped) -> None:
        heard.append(("second", event.frog_id))

    first.__module__ = second.__module__ = "tests.pond"
    listens_to(FrogJumped)(first)
    listens_to(FrogJumped)(second)
    yield
    for name in ("tests.pond.first", "tests.pond.second"):
        LISTENERS.pop(name)


def jump(frog: int, key: str | None = None) -> None:
    with transaction.atomic():
        publish(FrogJumped(frog_id=frog), key=key)


@pytest.mark.django_db
def test_everybody_hears_what_happened() -> None:
    jump(1)
    bus.run_due()
    assert sorted(heard) == [("first", 1), ("second", 1)]


@pytest.mark.django_db
def test_a_rollback_leaves_nothing() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(FrogJumped(frog_id=1))
        raise RuntimeError
    assert Fact.objects.count() == Delivery.objects.count() == bus.run_due() == 0


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_refused() -> None:
    with pytest.raises(bus.OutsideTransaction):
        publish(FrogJumped(frog_id=1))
    assert not Fact.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_lost_nudge_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broker_away(*_: Any, **__: Any) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr("celery.Celery.send_task", broker_away)
    jump(1)
    assert heard == []
    assert bus.sweep(timezone.now()) == 0, "the sweep leaves fresh ones to their nudge"
    bus.sweep(timezone.now() + timedelta(seconds=6))
    assert sorted(heard) == [("first", 1), ("second", 1)]


@pytest.mark.django_db
def test_a_broken_listener_stops_nobody_else_and_is_tried_again() -> None:
    global broken
    broken = True
    jump(1)
    bus.run_due()
    assert heard == [("second", 1)]
    failed = Delivery.objects.failed().get()
    assert failed.listener == "tests.pond.first"
    assert "the first listener is broken" in failed.error
    assert failed.due_at > timezone.now()
    broken = False
    bus.run_due(now=failed.due_at)
    assert heard == [("second", 1), ("first", 1)]
    assert not Delivery.objects.failed().exists()


@pytest.mark.django_db
def test_a_delivery_made_twice_changes_nothing() -> None:
    jump(1)
    bus.run_due()
    assert [bus.deliver_one(pk) for pk in Delivery.objects.values_list("pk", flat=True)] == [
        False
    ] * Delivery.objects.count()
    assert len(heard) == 2


@pytest.mark.django_db
def test_a_listener_that_fails_halfway_writes_nothing() -> None:
    def halfway(event: FrogJumped) -> None:
        Fact.objects.create(name="written before the failure", payload={})
        raise ValueError

    halfway.__module__ = "tests.pond"
    listens_to(FrogJumped)(halfway)
    try:
        jump(1)
        bus.run_due()
    finally:
        LISTENERS.pop("tests.pond.halfway")
    assert not Fact.objects.filter(name="written before the failure").exists()


@pytest.mark.django_db
def test_the_same_key_is_told_once() -> None:
    jump(1, key="frog-1")
    jump(1, key="frog-1")
    bus.run_due()
    assert len(heard) == 2


@pytest.mark.django_db
def test_replay_lets_a_listener_hear_again() -> None:
    jump(1)
    bus.run_due()
    bus.replay(list(Delivery.objects.filter(listener="tests.pond.first").values_list("pk", flat=True)))
    bus.run_due()
    assert heard.count(("first", 1)) == 2
    assert heard.count(("second", 1)) == 1


@pytest.mark.django_db
def test_old_facts_go_when_everybody_has_heard() -> None:
    jump(1)
    assert bus.prune(timezone.now() + timedelta(days=91)) == 0, "somebody has not heard yet"
    bus.run_due()
    bus.prune(timezone.now() + timedelta(days=91))
    assert not Fact.objects.exists()


def test_pauses_grow_and_end() -> None:
    now = timezone.now()
    pauses = [next_try(tries, now) for tries in range(1, MOST_TRIES)]
    assert pauses[0] == now + timedelta(seconds=2)
    assert pauses == sorted(pauses)  # type: ignore[type-var]
    assert max(one - now for one in pauses if one) <= LONGEST_PAUSE
    assert next_try(MOST_TRIES, now) is None


@pytest.mark.django_db
@pytest.mark.parametrize("tries", [0, 1, 8, 11, MOST_TRIES - 1])
def test_what_a_clock_set_back_would_keep_waiting_is_due_and_nothing_else(tries: int) -> None:
    jump(1)
    now, waiting = timezone.now(), Delivery.objects.waiting()
    longest = max(LEASE, (next_try(tries, now) or now) - now)
    waiting.update(tries=tries, due_at=now + longest)
    assert bus.forgive_clock(now) == 0
    kept = waiting.count()
    waiting.filter(listener="tests.pond.first").update(due_at=now + longest + timedelta(hours=1))
    assert bus.forgive_clock(now) == 1
    assert list(waiting.filter(due_at=now).values_list("listener", flat=True)) == ["tests.pond.first"]
    assert waiting.count() == kept


@pytest.mark.django_db
def test_staff_see_failures_and_try_again(cast: Any, client_of: Any) -> None:
    global broken
    broken = True
    jump(7)
    bus.run_due()
    failed = Delivery.objects.failed().get()
    staff: Client = client_of(cast.staff)
    page = staff.get("/admin/events/delivery/?state=failed")
    assert "the first listener is broken" in page.content.decode()
    broken = False
    staff.post("/admin/events/delivery/?state=failed", {"action": "try_again", "_selected_action": [failed.pk]})
    bus.run_due()
    assert ("first", 7) in heard
    assert client_of(cast.outsider).get("/admin/events/delivery/").status_code == 302


def test_event_shapes_only_grow() -> None:
    """The golden file holds every event's fields; a field may be added, never taken away or retyped.

    A new event or field is written into the file: run `python -m tests.golden_events`.
    """
    shapes = {
        name: shape_of(event) for name, event in sorted(EVENTS.items()) if not event.__module__.startswith("tests")
    }
    golden: dict[str, dict[str, str]] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    for name, fields in golden.items():
        assert name in shapes, f"{name} is gone, but old rows still hold it"
        assert fields.items() <= shapes[name].items(), f"{name} lost or retyped a field"
    assert shapes == golden, "write the new shapes into tests/golden/events.json"


def test_old_rows_still_load() -> None:
    assert load("test_bus.FrogJumped", {"frog_id": 3, "a_field_since_gone": 1}) == FrogJumped(frog_id=3)


@pytest.mark.django_db
def test_slow_queues_are_swept_apart() -> None:
    def draws(event: FrogJumped) -> None:
        heard.append(("drawn", event.frog_id))

    draws.__module__ = "tests.pond"
    listens_to(FrogJumped, queue="pictures")(draws)
    later = timezone.now() + timedelta(seconds=6)
    try:
        jump(1)
        bus.sweep(later)
        assert ("drawn", 1) not in heard
        assert ("second", 1) in heard
        bus.sweep(later, slow=True)
        assert ("drawn", 1) in heard
    finally:
        LISTENERS.pop("tests.pond.draws")


@pytest.mark.django_db(transaction=True)
def test_a_failure_is_noted_as_soon_as_the_database_can_be_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    global broken
    broken = True
    slept: list[float] = []
    real = bus.postpone

    def postpone(*args: Any, **kwargs: Any) -> None:
        if len(slept) < 2:
            raise OperationalError("the database system is shutting down")
        real(*args, **kwargs)

    monkeypatch.setattr(bus, "postpone", postpone)
    monkeypatch.setattr(bus.time, "sleep", slept.append)
    jump(1)
    bus.run_due()
    assert slept == [1, 2]
    assert Delivery.objects.get(listener="tests.pond.first").tries == 1


@pytest.mark.django_db
@pytest.mark.parametrize("alone", [False, True])
def test_a_delivery_that_ends_its_process_stands_before_nobody_and_not_for_ever(alone: bool, time_machine: Any) -> None:
    def kills(event: FrogJumped) -> None:
        raise SystemExit

    kills.__module__ = "tests.lake"  # before the pond's
    listens_to(FrogJumped, alone=alone)(kills)
    now, ended = timezone.now(), 0
    try:
        jump(1)
        row = Delivery.objects.get(listener="tests.lake.kills")
        Delivery.objects.filter(pk=row.pk).update(due_at=now - timedelta(days=1))
        while row.given_up_at is None and ended <= MOST_TRIES:
            now = max(now, row.due_at) + timedelta(seconds=6)
            time_machine.move_to(now)
            with pytest.raises(SystemExit) if ended < MOST_TRIES - 1 else nullcontext():
                bus.sweep(now)
            bus.sweep(now)
            assert sorted(heard) == [("first", 1), ("second", 1)]
            row.refresh_from_db()
            ended += 1
        assert (ended, row.tries, row.error) == (MOST_TRIES, MOST_TRIES, "the process ended, each time")
    finally:
        LISTENERS.pop("tests.lake.kills")


@pytest.mark.django_db
def test_a_sweep_out_of_time_leaves_the_rest_for_the_next() -> None:
    jump(1)
    later = timezone.now() + timedelta(seconds=6)
    assert bus.sweep(later, seconds=-1) == 0
    assert bus.sweep(later) > 0
