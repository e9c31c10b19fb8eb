"""How much news waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q

from tadpole.events.models import Delivery


@dataclass(frozen=True)
class Waiting:
    """One queue of the outbox. `oldest_seconds`: of what is due; what is put off after a failure is not."""

    queue: str
    waiting: int
    failed: int
    given_up: int
    oldest_seconds: float


def outbox(now: datetime) -> list[Waiting]:
    """By queue; queues in which nothing is left are absent. Two questions, each answered by an index of what is not done."""
    waits = (
        Delivery.objects.waiting()
        .values("queue")
        .annotate(
            waiting=Count("pk"),
            failed=Count("pk", filter=Q(tries__gt=0)),
            oldest=Min("due_at", filter=Q(due_at__lte=now)),
        )
    )
    lost = Delivery.objects.filter(done_at=None, given_up_at__isnull=False).values("queue").annotate(count=Count("pk"))
    rows: dict[str, dict[str, Any]] = {row["queue"]: dict(row) for row in waits}
    given_up = {row["queue"]: row["count"] for row in lost}
    nothing = {"waiting": 0, "failed": 0, "oldest": None}
    found = []
    for queue in sorted({*rows, *given_up}):
        row = rows.get(queue, nothing)
        age = (now - row["oldest"]).total_seconds() if row["oldest"] else 0.0
        found.append(Waiting(queue, row["waiting"], row["failed"], given_up.get(queue, 0), age))
    return found
