"""Publishing and delivering. See the package's docstring for the shape of it."""

import dataclasses
import logging
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

import structlog
from celery import current_app
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from kombu.pools import producers

from tadpole.events.fuse import Fuse
from tadpole.events.models import Delivery, DeliveryQuerySet, Fact
from tadpole.events.registry import (
    EVENTS,
    HEARING,
    LISTENERS,
    Event,
    Hearing,
    alone,
    hearing,
    listeners_of,
    listens_to,
    load,
    name_of,
)
from tadpole.events.rules import HANDED_ON, KEPT, MOST_TRIES, SLOW_QUEUES, lease, longest_wait, next_try

__all__ = ["Event", "hearing", "listens_to", "publish", "run_due", "unhurried"]
log = logging.getLogger(__name__)
PIECE = 500  # facts that are deleted in one transaction
_hurried: ContextVar[bool] = ContextVar("hurried", default=True)


class OutsideTransaction(RuntimeError):
    """publish() was called where a crash could separate the news from what it tells of."""


def publish(event: Event, *, key: str | None = None) -> None:
    """Write the fact and its deliveries in the current transaction; nudge the workers when it commits.

    `key` makes a second publication of the same news do nothing: for news from outside a transaction
    (Wagtail's publish, a sign-up), where a sweep may tell it again.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"publish {name_of(type(event))} inside the transaction that makes it true")
    fact = written_once(name_of(type(event)), dataclasses.asdict(event), key)
    if fact is None:
        return
    now = timezone.now()
    rows = [Delivery(fact=fact, listener=one.name, queue=one.queue, due_at=now) for one in listeners_of(type(event))]
    made = Delivery.objects.bulk_create(rows)
    transaction.on_commit(lambda: nudge([(one.pk, one.queue) for one in made]), robust=True)


def written_once(name: str, payload: dict[str, Any], key: str | None) -> Fact | None:
    """The new fact, or None when the same key has been told before."""
    try:
        with transaction.atomic():
            return Fact.objects.create(name=name, payload=payload, key=key, request_id=request_id())
    except IntegrityError:
        if key is None:
            raise
        return None


BROKER = Fuse("the broker", 5.0)
HASTE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "max_retries": 0}
"""kombu's options for a nudge. Without `max_retries` it would wait for a broker that is away until it is back."""


def request_id() -> str:
    """The number of the request that is being answered, or that the running listener's news came from; empty: none."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))[:64]


def nudge(deliveries: list[tuple[int, str]], **options: Any) -> None:
    """Hand deliveries to the workers. A broker that is away costs half a second, then some seconds nothing: the sweep finds them."""
    if not deliveries or not _hurried.get() or BROKER.blown:
        return
    try:
        with producers[current_app.connection_for_write(transport_options=HASTE)].acquire(timeout=0.5) as producer:
            for pk, queue in deliveries:
                current_app.send_task("events.deliver", (pk,), queue=queue, retry=False, producer=producer, **options)
    except Exception as problem:  # noqa: BLE001  whatever it is, the sweep finds them
        BROKER.blow(problem)


@contextmanager
def unhurried() -> Iterator[None]:
    """What is published and committed in here nudges nobody: for a seed or an import, which delivers at its end."""
    before = _hurried.set(False)
    try:
        yield
    finally:
        _hurried.reset(before)


def deliver_one(pk: int, *, taken: bool = False) -> bool:
    """Run one delivery if it still waits. The listener's writes and the mark `done` are one transaction, but for those that run alone.

    `taken`: whoever calls has counted the try already (`take`). Listeners that run alone are always taken first.
    """
    try:
        listener = Delivery.objects.waiting().filter(pk=pk).values_list("listener", flat=True).first()
        if listener is None:
            return False
        if alone(listener):
            taken = taken or take(pk)
            return taken and heard(Delivery.objects.get(pk=pk), taken=True)
        with transaction.atomic():
            row = locked(pk).first()
            return row is not None and heard(row, taken=taken)
    except Exception as problem:  # noqa: BLE001  a listener may raise anything; it is noted and tried again
        note(pk, problem, counted=taken)
        return False


def note(pk: int, problem: Exception, *, counted: bool) -> None:
    """`postpone`, for half a minute: where the database is what failed, a listener that ran alone would wait for its lease to end."""
    for pause in (1, 2, 4, 8, 16, 0):
        try:
            postpone(pk, problem, counted=counted)
            break
        except (InterfaceError, OperationalError):
            if connection.in_atomic_block or not pause:
                raise
            connection.close_if_unusable_or_obsolete()
            time.sleep(pause)


def take(pk: int) -> bool:
    """Count a try and move the due time ahead before anything is done: nobody else takes it up meanwhile, and a delivery that
    kills its process is neither found again at once, before all others, nor for ever."""
    now = timezone.now()
    with transaction.atomic():
        row = locked(pk).filter(due_at__lte=now).first()
        if row is None:
            return False
        row.tries += 1
        again = next_try(row.tries, now)
        if again is None:
            row.given_up_at, row.error = now, row.error or "the process ended, each time"
        else:
            row.due_at = max(again, now + lease(row.queue)) if alone(row.listener) else again
        row.save(update_fields=["tries", "due_at", "given_up_at", "error"])
    return again is not None


def locked(pk: int) -> DeliveryQuerySet:
    """A delivery that waits and that nobody else has in hand."""
    skip = connection.features.has_select_for_update_skip_locked
    return Delivery.objects.waiting().select_for_update(skip_locked=skip).filter(pk=pk)


def heard(row: Delivery, *, taken: bool) -> bool:
    """Let the listener hear, then mark the delivery done; `tries` are those that failed, so one that was counted ahead is taken back."""
    tell(row, Fact.objects.get(pk=row.fact_id))
    tries = row.tries - 1 if taken else row.tries
    return bool(Delivery.objects.filter(pk=row.pk, done_at=None).update(done_at=timezone.now(), tries=tries, error=""))


def tell(row: Delivery, fact: Fact) -> None:
    """Call the listener with what happened; `hearing()` answers meanwhile, and the logs carry the request's number on."""
    token = HEARING.set(Hearing(row.pk, fact.pk, fact.at))
    try:
        with structlog.contextvars.bound_contextvars(
            request_id=fact.request_id, delivery=row.pk, listener=row.listener
        ):
            LISTENERS[row.listener].hear(load(fact.name, fact.payload))
    finally:
        HEARING.reset(token)


def deliver_together(pks: list[int]) -> int:
    """Run many deliveries in one transaction, each under its own savepoint; how many. For seeds and imports: a fraction of the cost."""
    skip = connection.features.has_select_for_update_skip_locked
    done, failed = [], []
    with transaction.atomic():
        rows = Delivery.objects.waiting().select_for_update(skip_locked=skip, of=("self",)).filter(pk__in=pks)
        for row in rows.select_related("fact").order_by("pk"):
            try:
                with transaction.atomic():
                    tell(row, row.fact)
                done.append(row.pk)
            except Exception as problem:  # noqa: BLE001  as above; the others of this batch go on
                failed.append((row.pk, problem))
        Delivery.objects.filter(pk__in=done, done_at=None).update(done_at=timezone.now(), error="")
    for pk, reason in failed:
        postpone(pk, reason)
    return len(done)


def postpone(pk: int, problem: Exception, *, counted: bool = False) -> None:
    """Note why it failed and when it is tried again; other listeners are not touched, nor one that another runner served meanwhile."""
    row = Delivery.objects.select_related("fact").get(pk=pk)
    log.error(
        "delivery failed",
        exc_info=problem,
        extra={"delivery": pk, "listener": row.listener, "request_id": row.fact.request_id},
    )
    tries = row.tries if counted else row.tries + 1
    due = next_try(tries, timezone.now())
    Delivery.objects.waiting().filter(pk=pk).update(
        tries=tries,
        error=f"{type(problem).__name__}: {problem}"[:2_000],
        due_at=due or row.due_at,
        given_up_at=None if due else timezone.now(),
    )


def due(now: datetime) -> DeliveryQuerySet:
    """What waits and is due, longest due first: the order of its index, which holds nothing of what is done."""
    return Delivery.objects.waiting().filter(due_at__lte=now).order_by("due_at", "pk")


def due_deliveries(now: datetime, most: int = 500, *, leave: Collection[str] = ()) -> list[int]:
    """Their ids; without those of the queues in `leave`."""
    return list(due(now).exclude(queue__in=leave).values_list("pk", flat=True)[:most])


def run_due(now: datetime | None = None, *, leave: Collection[str] = ()) -> int:
    """Deliver all that is due, also what the listeners publish meanwhile; how many were delivered. `leave`: queues left out."""
    done = 0
    while batch := due_deliveries(now or timezone.now(), leave=leave):
        before = done
        done += sum(deliver_one(pk) for pk in batch)
        if done == before:
            break
    return done


def sweep(now: datetime, *, slow: bool = False, seconds: float = 8.0) -> int:
    """Deliver what a lost nudge left: due for more than five seconds, so that it does not race fresh nudges.

    Slow queues (pictures) are swept apart, so that drawing never keeps a notice waiting. Ends after about `seconds`:
    the next sweep goes on, and a slow one does not pile up behind itself.
    """
    until = time.monotonic() + seconds
    late = due(now - timedelta(seconds=5))
    mine = late.filter(queue__in=SLOW_QUEUES) if slow else late.exclude(queue__in=SLOW_QUEUES)
    done = 0
    for pk, queue in list(mine.values_list("pk", "queue")[:500]):
        if time.monotonic() > until:
            break
        if queue in HANDED_ON:
            nudge([(pk, queue)], expires=10)
        elif take(pk):
            done += deliver_one(pk, taken=True)
    return done


def forgive_clock(now: datetime) -> int:
    """Make due what a clock that was set back since would keep waiting, by an hour perhaps; how many."""
    beyond = Q()
    for tries in range(MOST_TRIES):
        beyond |= Q(tries=tries, due_at__gt=now + longest_wait(tries))
    return Delivery.objects.waiting().filter(beyond, due_at__gt=now + longest_wait(0)).update(due_at=now)


def replay(pks: list[int]) -> int:
    """Make deliveries due again, given-up and done ones too; how many."""
    made_due = Delivery.objects.filter(pk__in=pks).update(
        done_at=None, given_up_at=None, tries=0, due_at=timezone.now()
    )
    rows = list(Delivery.objects.filter(pk__in=pks).values_list("pk", "queue"))
    transaction.on_commit(lambda: nudge(rows), robust=True)
    return made_due


def replay_all(listener: str) -> int:
    """Let a listener hear every fact that is kept, also those from before it was written; how many."""
    one = LISTENERS[listener]
    names = [name for name, event in EVENTS.items() if issubclass(event, one.event)]
    now = timezone.now()
    unheard = Fact.objects.filter(name__in=names).exclude(deliveries__listener=listener).order_by("pk")
    rows = (
        Delivery(fact_id=pk, listener=listener, queue=one.queue, due_at=now)
        for pk in unheard.values_list("pk", flat=True)
    )
    Delivery.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    # nobody is nudged: the sweep delivers them a little at a time
    return Delivery.objects.filter(listener=listener).update(done_at=None, given_up_at=None, tries=0, due_at=now)


def prune(now: datetime) -> int:
    """Delete facts older than 90 days that everybody has heard, a piece at a time; how many."""
    old = Fact.objects.filter(at__lt=now - KEPT).exclude(deliveries__done_at=None).order_by("at", "pk")
    gone = 0
    while piece := list(old.values_list("pk", flat=True)[:PIECE]):
        Fact.objects.filter(pk__in=piece).delete()
        gone += len(piece)
    return gone
