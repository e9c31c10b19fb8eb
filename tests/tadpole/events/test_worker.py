"""A real Celery worker on Redis hears what was committed; also what was told while there was no worker."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from community.circles.events import CircleLeft
from tadpole.analytics.models import Measurement
from tadpole.events import publish
from tadpole.events.models import Delivery
from tests.standing import QUEUES, Process, environment_of

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Process]:
    """On this test's own database and Redis number; not started yet."""
    addresses = {name: text for name, text in os.environ.items() if name.startswith("TADPOLE_")}
    environment = environment_of(addresses, tmp_path / "home", "http://localhost:8000")
    one = Process(tmp_path, "worker", environment, "worker", "--queues", QUEUES, "--name", "w", listens=False)
    yield one
    one.stop()


def tell(first: int, last: int) -> None:
    for circle in range(first, last):
        with transaction.atomic():
            publish(CircleLeft(circle_id=circle, user_id=0))


def all_heard(seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while Delivery.objects.waiting().exists():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_what_is_committed_is_heard_without_a_sweep(worker: Process) -> None:
    worker.start()
    tell(0, 20)
    with pytest.raises(RuntimeError, match="thought better of it"), transaction.atomic():
        publish(CircleLeft(circle_id=99, user_id=0))
        raise RuntimeError("thought better of it")
    assert all_heard()
    heard = Measurement.objects.filter(name="circles.CircleLeft")
    assert sorted(row.properties["circle_id"] for row in heard) == list(range(20))
    assert not Delivery.objects.filter(tries__gt=0).exists()


def test_nudges_wait_for_a_worker_and_one_that_is_killed_loses_none(worker: Process) -> None:
    tell(0, 30)
    worker.start()
    tell(30, 60)
    worker.kill()
    tell(60, 70)
    worker.start()
    # what the dead worker had taken from the queue is found by the sweep, as the clock runs it
    from tadpole.events.bus import run_due

    all_heard(5)
    run_due()
    heard = Measurement.objects.filter(name="circles.CircleLeft").values_list("properties", flat=True)
    assert sorted(properties["circle_id"] for properties in heard) == list(range(70))
