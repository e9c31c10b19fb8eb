"""What the clock asks about pages."""

from datetime import datetime

from wagtail.models import Page, Revision, TaskState


def pages_due(now: datetime) -> list[int]:
    """Ids of pages with a revision to publish by now, or that are to be taken down by now; what is longest due first."""
    to_publish = Revision.page_revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    over = Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at").values_list("pk", flat=True)
    return list(dict.fromkeys([*map(int, to_publish.values_list("object_id", flat=True)), *over]))


def reviews_waiting(since: datetime) -> list[tuple[int, datetime]]:
    """(id, start) of the workflow tasks that nobody has decided since then, the longest waiting first."""
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, started_at__lte=since)
    return list(waiting.order_by("started_at", "pk").values_list("pk", "started_at"))
