"""From commit to listener: PostgreSQL, Redis and a Celery worker process.

The reference is the same listener called in the process that committed, without queue or worker.
"""

import os
import statistics
import time
from pathlib import Path

import pytest
from django.db import transaction

from community.circles.events import CircleLeft
from tadpole.events import bus, publish
from tadpole.events.models import Delivery
from tests.standing import QUEUES, Process, environment_of

pytestmark = [pytest.mark.bench, pytest.mark.services, pytest.mark.django_db(transaction=True)]
FACTS = 200
PACE = 0.1
"""Seconds between two facts, one delivery each: nothing queues up, on a quiet machine."""


def test_latency_from_commit_to_listener(tmp_path: Path) -> None:
    alone = one_by_one()
    addresses = {name: text for name, text in os.environ.items() if name.startswith("TADPOLE_")}
    environment = environment_of(addresses, tmp_path / "home", "http://localhost:8000")
    worker = Process(tmp_path, "worker", environment, "worker", "--queues", QUEUES, "--name", "w", listens=False)
    worker.start()
    try:
        told(20)
        heard()
        committed = told(FACTS)
        heard()
    finally:
        worker.stop()
    delays = sorted(
        (row.done_at.timestamp() - committed[row.fact_id]) * 1000
        for row in Delivery.objects.filter(fact_id__in=committed)
        if row.done_at
    )
    assert len(delays) == FACTS
    cuts = statistics.quantiles(delays, n=100)
    print(f"\ncommit to listener, {FACTS} facts at {1 / PACE:.0f} a second, one worker of two processes:")
    print(f"  through Redis and Celery   p50 {cuts[49]:6.1f} ms   p99 {cuts[98]:6.1f} ms   most {delays[-1]:6.1f} ms")
    print(f"  in the same process        p50 {alone:6.1f} ms   (ratio of the medians {cuts[49] / alone:.1f})")


def told(facts: int) -> dict[int, float]:
    """{fact: when its transaction was committed}."""
    committed = {}
    for n in range(facts):
        with transaction.atomic():
            stamp: list[float] = []
            transaction.on_commit(lambda stamp=stamp: stamp.append(time.time()))  # before the nudge
            publish(CircleLeft(circle_id=n, user_id=0))
            fact = Delivery.objects.order_by("-pk").values_list("fact_id", flat=True)[0]
        committed[fact] = stamp[0]
        time.sleep(PACE)
    return committed


def heard() -> None:
    until = time.monotonic() + 120
    while Delivery.objects.waiting().exists() and time.monotonic() < until:
        time.sleep(0.1)


def one_by_one() -> float:
    """The median of a delivery that nobody carries, in milliseconds."""
    took = []
    with bus.unhurried():
        told(50)
    for pk in list(Delivery.objects.waiting().values_list("pk", flat=True)):
        start = time.perf_counter()
        assert bus.deliver_one(pk)
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)
