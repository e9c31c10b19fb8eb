"""Several runners deliver at once on PostgreSQL: nothing twice, nothing lost, also when one of them is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from tadpole.events import bus, publish
from tadpole.events.models import Delivery, Fact
from tests.at_once import at_once
from tests.running import ROOT
from tests.tadpole.events import pond

pytestmark = [pytest.mark.services, pytest.mark.long(40), pytest.mark.django_db(transaction=True)]
STONES = 150
"""Facts; each has three deliveries: ours, ours alone, and the measurement that every event has. Seconds of work for runners that
begin together."""
FEW = 50
MANY = 700
"""So many that PostgreSQL would rather not read them all."""


@pytest.fixture(autouse=True)
def _pond() -> Iterator[None]:
    pond.listens()
    pond.dig()
    yield
    pond.listens_no_more()


def runners(number: int) -> "list[subprocess.Popen[str]]":
    """Processes of their own, on this worker's database; they begin when the last of them is ready."""
    # tests/ is imported by both names, ours and the module's that is run: the event has one name
    start = (
        "import django; django.setup(); from tests.tadpole.events import pond; pond.listens(); pond.waiting(); "
        "print('ready', flush=True); input(); pond.run()"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.services",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
    }
    told = subprocess.PIPE
    started = [
        subprocess.Popen([sys.executable, "-c", start], cwd=ROOT, env=environment, stdin=told, stdout=told, text=True)
        for _ in range(number)
    ]
    for one in started:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    for one in started:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    return started


def everything_was_heard_once(stones: int) -> None:
    assert pond.heard("counts") == list(range(stones))
    assert pond.heard("draws") == list(range(stones))
    assert not pond.waiting()
    assert Delivery.objects.filter(done_at=None).count() == 0
    assert not Delivery.objects.filter(tries__gt=0).exists()


@pytest.mark.parametrize("number", [2, 4])
def test_threads_deliver_everything_once(number: int) -> None:
    pond.throw(FEW)
    assert at_once(*[pond.run] * number) == ["done"] * number
    everything_was_heard_once(FEW)


def test_processes_deliver_everything_once() -> None:
    pond.throw(STONES)
    assert [one.wait(400) for one in runners(4)] == [0] * 4
    everything_was_heard_once(STONES)
    assert len(pond.processes()) > 1, "one did all the work: nothing was shown"


def test_a_runner_that_is_killed_loses_nothing_and_repeats_nothing() -> None:
    pond.throw(STONES)
    killed, other = runners(2)
    until = time.monotonic() + 60
    while not (killed.pid in pond.processes() and len(pond.heard()) > 20) and time.monotonic() < until:
        time.sleep(0.005)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait(10) == -signal.SIGKILL
    assert 20 < len(pond.heard()) < STONES, "it was not killed midway"
    # what it had taken alone waits for its lease to end; everything else is the other's
    other.send_signal(signal.SIGSTOP)
    Delivery.objects.waiting().filter(due_at__gt=timezone.now()).update(due_at=timezone.now())
    other.send_signal(signal.SIGCONT)
    assert other.wait(400) == 0
    assert pond.heard("counts") == list(range(STONES))
    assert not pond.waiting()
    drawn = pond.heard("draws")
    assert set(drawn) == set(range(STONES))
    assert len(drawn) <= STONES + 1, "alone means: once, or again after its process died"


def test_what_one_holds_is_passed_by_not_waited_for() -> None:
    """The second runner goes on while the first is inside a slow listener."""
    pond.throw(2)
    first = Delivery.objects.filter(listener=pond.NAME).order_by("pk").first()
    assert first is not None
    with transaction.atomic():
        Delivery.objects.select_for_update().get(pk=first.pk)
        assert at_once(lambda: bus.run_due()) == ["done"]
    assert pond.heard() == [1]
    bus.run_due()
    assert pond.heard() == [0, 1]


def test_a_failure_is_noted_on_what_still_waits_only() -> None:
    """Another runner was done with it between the failure and the note."""
    pond.throw(1)
    delivery = Delivery.objects.get(listener=pond.NAME)
    bus.run_due()
    bus.postpone(delivery.pk, ValueError("too late"))
    delivery.refresh_from_db()
    assert (delivery.tries, delivery.error, delivery.given_up_at) == (0, "", None)


def test_a_batch_for_seeds_passes_by_what_others_hold() -> None:
    pond.throw(10)
    pks = list(Delivery.objects.filter(listener=pond.NAME).order_by("pk").values_list("pk", flat=True))
    ends = at_once(*[lambda: bus.deliver_together(pks)] * 4)
    assert ends == ["done"] * 4
    assert pond.heard() == list(range(10))


def test_a_late_older_event_does_no_harm() -> None:
    """Nothing is promised about order: who must know what is true reads it. The older of two is heard last here."""
    pond.throw(2)
    old, new = Delivery.objects.filter(listener=pond.NAME).order_by("pk").values_list("pk", flat=True)
    assert bus.deliver_one(new) and bus.deliver_one(old)
    assert pond.heard() == [0, 1]


def test_the_same_key_from_two_sides_is_one_fact() -> None:
    def tell() -> None:
        with transaction.atomic():
            publish(pond.RingSpread(ring=7), key="seven")

    with bus.unhurried():
        assert at_once(*[tell] * 4) == ["done"] * 4
    assert Fact.objects.filter(key="seven").count() == 1
    assert Delivery.objects.filter(listener=pond.NAME).count() == 1


def test_what_waits_is_found_by_its_own_index() -> None:
    """However many lie behind: a sweep reads what waits, not what was."""
    pond.throw(MANY)
    Delivery.objects.update(done_at=timezone.now())
    pond.throw(MANY + 3, first=MANY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE events_delivery")
    plan = bus.due(timezone.now())[:500].explain()
    assert "delivery_waiting" in plan and "Seq Scan" not in plan, plan


def test_old_facts_go_a_piece_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus, "PIECE", 7)
    pond.throw(20)
    bus.run_due()
    with connection.execute_wrapper(longest := Longest()):
        assert bus.prune(timezone.now() + timedelta(days=91)) == 20
    assert longest.ids <= 7
    assert not Fact.objects.exists() and not Delivery.objects.exists()


class Longest:
    """The most parameters that a DELETE had."""

    ids = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if sql.startswith("DELETE"):
            self.ids = max(self.ids, len(params))
        return execute(sql, params, many, context)


def test_a_lost_connection_is_a_failure_like_any_other() -> None:
    """The server ended the session: that is noted over a new one, and the next look delivers."""
    pond.throw(1)
    pk = Delivery.objects.get(listener=pond.NAME).pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    at_once(lambda: connections["default"].cursor().execute("SELECT pg_terminate_backend(%s)", [backend]))
    assert not bus.deliver_one(pk)
    row = Delivery.objects.get(pk=pk)
    assert (row.tries, row.done_at) == (1, None)
    assert "terminating connection" in row.error
    assert bus.deliver_one(pk)
