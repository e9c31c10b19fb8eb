"""What the workers run: one delivery; and, by the clock, the sweep and the pruning."""

from celery import shared_task
from django.utils import timezone

from tadpole.events import bus


@shared_task(name="events.deliver")
def deliver(pk: int) -> None:
    bus.deliver_one(pk)


@shared_task(name="events.sweep")
def sweep(slow: bool = False) -> None:
    bus.sweep(timezone.now(), slow=slow)


@shared_task(name="events.forgive_clock")
def forgive_clock() -> None:
    bus.forgive_clock(timezone.now())


@shared_task(name="events.prune")
def prune() -> None:
    bus.prune(timezone.now())
