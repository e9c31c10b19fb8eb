"""Reading what waits for an expert's yes: only ever one's own."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from community.kols.queries import verified_kol
from content.guides.models import ExpertReviewTask, GuidePage
from tadpole.accounts.models import User
from tadpole.errors import NotFound
from tadpole.ui.paging import KeyPage, page_by_key

Viewer = User | AnonymousUser


@dataclass(frozen=True)
class Review:
    """`draft` is the guide as the editors would publish it; None, and a sentence in `ended`, when nothing waits any more."""

    state: TaskState
    draft: GuidePage | None
    ended: str = ""


def waiting() -> QuerySet[TaskState]:
    """All guides that wait for an expert; for actions, not for pages."""
    rows = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__in=ExpertReviewTask.objects.values("pk"))
    return rows.select_related("revision", "workflow_state__requested_by__profile")


def asked_of(viewer: Viewer) -> QuerySet[TaskState]:
    """What an expert with a mark is or was asked to check; for everybody else, staff too, nothing."""
    if not viewer.is_authenticated or verified_kol(viewer.pk) is None:
        return TaskState.objects.none()
    rows = TaskState.objects.filter(task__in=ExpertReviewTask.objects.values("pk"))
    mine = rows.filter(revision__content__reviewer=viewer.pk)
    return mine.select_related("revision", "workflow_state__requested_by__profile")


def drafts_of(viewer: Viewer) -> list[str]:
    """Ids of the pages that wait for the viewer: their pictures are shown to them before anybody else."""
    rows = asked_of(viewer).filter(status=TaskState.STATUS_IN_PROGRESS)
    return list(rows.values_list("workflow_state__object_id", flat=True))


def waiting_page(viewer: Viewer, *, after: str | None) -> KeyPage[TaskState]:
    """What waits for the viewer's yes, the longest waiting first; NotFound for who is no expert."""
    if not viewer.is_authenticated or verified_kol(viewer.pk) is None:
        raise NotFound(_("This page is for experts."))
    rows = asked_of(viewer).filter(status=TaskState.STATUS_IN_PROGRESS)
    return page_by_key(rows, order=("started_at", "pk"), after=after)


def review(viewer: Viewer, review_id: int) -> Review:
    """One guide that waits, or waited, for the viewer."""
    state = asked_of(viewer).filter(pk=review_id).first()
    if state is None:
        raise NotFound(_("There is no guide here that waits for you."))
    if state.status != TaskState.STATUS_IN_PROGRESS:
        return Review(state, None, ended(state, viewer))
    return Review(state, state.revision.as_object())


def ended(state: TaskState, viewer: Viewer) -> str:
    """Why nothing waits any more."""
    if state.finished_by_id != viewer.pk:
        return _("The editors took this guide back. There is nothing to do here now.")
    day = {"day": date_format(localtime(state.finished_at), "DATE_FORMAT")}
    if state.status == TaskState.STATUS_APPROVED:
        return _("You said yes to this guide on %(day)s.") % day
    return _("You asked for changes on %(day)s. When they are made, it comes back to you.") % day
