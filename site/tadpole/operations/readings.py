"""Figures that are read when Prometheus asks: what waits in the outbox, in the queues, and how the tasks go."""

import logging
from collections.abc import Iterator
from typing import Any

from celery import current_app
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily

from tadpole.events.queries import outbox
from tadpole.events.registry import LISTENERS
from tadpole.operations import switches, watch

log = logging.getLogger(__name__)
OUTBOX = {
    "waiting": "Deliveries that wait",
    "failed": "Deliveries that failed at least once and are tried again",
    "given_up": "Deliveries that nobody tries again by himself",
    "oldest_seconds": "How long the oldest delivery that is due has waited",
}


class Readings:
    """A Prometheus collector. A part that does not answer is left out and named; the others are read."""

    def describe(self) -> list[Any]:
        return []

    def collect(self) -> Iterator[Any]:
        away = GaugeMetricFamily("tadpole_reading_failed", "1 when these figures could not be read", labels=["part"])
        for name, read in (
            ("outbox", in_outbox),
            ("queues", in_queues),
            ("tasks", of_tasks),
            ("switches", of_switches),
        ):
            try:
                families = list(read())
            except Exception as problem:  # noqa: BLE001  one that is away must not hide the others
                log.warning("the figures of %s could not be read: %s", name, problem)
                away.add_metric([name], 1)
            else:
                away.add_metric([name], 0)
                yield from families
        yield away


def queues() -> list[str]:
    """Every queue that a listener or the clock uses."""
    clock = (entry.get("options", {}).get("queue") for entry in current_app.conf.beat_schedule.values())
    listeners = (one.queue for one in LISTENERS.values())
    return sorted({current_app.conf.task_default_queue, *filter(None, clock), *listeners})


def in_outbox() -> Iterator[Any]:
    """By queue; so the lag of search, pictures and mail too."""
    rows = {one.queue: one for one in outbox(timezone.now())}
    for field, text in OUTBOX.items():
        family = GaugeMetricFamily(f"tadpole_outbox_{field}", text, labels=["queue"])
        for queue in sorted({*queues(), *rows}):
            family.add_metric([queue], float(getattr(rows.get(queue), field, 0)))
        yield family


def in_queues() -> Iterator[Any]:
    """Messages that lie in the broker."""
    family = GaugeMetricFamily("tadpole_queue_messages", "Messages in the broker", labels=["queue"])
    with current_app.connection_for_read(connect_timeout=1) as connection:
        channel: Any = connection.default_channel
        for queue in queues():
            try:
                size = channel.queue_declare(queue=queue, passive=True).message_count
            except connection.channel_errors:  # nobody has sent anything there yet
                size = 0
            family.add_metric([queue], float(size))
    yield family


def of_tasks() -> Iterator[Any]:
    now = timezone.now()
    age = GaugeMetricFamily("tadpole_task_age_seconds", "Since the last run that ended well", labels=["task"])
    late = GaugeMetricFamily("tadpole_task_late", "1 when it should have ended long ago", labels=["task"])
    for one in watch.overview(now):
        if one.age is not None:
            age.add_metric([one.name], one.age)
        late.add_metric([one.name], float(one.late))
    yield age
    yield late


def of_switches() -> Iterator[Any]:
    on = switches.state()
    family = GaugeMetricFamily("tadpole_switch", "1 while it is on", labels=["switch"])
    for name in (switches.READ_ONLY, switches.MAINTENANCE):
        family.add_metric([name], float(getattr(on, name) is not None))
    yield family
