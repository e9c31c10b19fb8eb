"""The expert's own yes to the words of a guide, and the step of a workflow that waits for it."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Revision, Task, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from community.kols.models import Kol
from content.guides.rules import Obstacle, obstacle
from tadpole.ui.words import LineField, LinesField

SENTENCES: dict[Obstacle, Any] = {
    "nobody": _("No expert is named on this guide."),
    "other": _("This guide waits for somebody else."),
    "unmarked": _("The expert named here has no mark at the moment. Please name another one."),
    "asked": _("The expert named here asked for the check. It takes somebody else to ask."),
    "wrote": _("The expert named here wrote this version. Nobody checks their own text: please name another one."),
}


class GuideCheckQuerySet(models.QuerySet["GuideCheck"]):
    def standing(self) -> "GuideCheckQuerySet":
        """Those of experts whose papers stand now."""
        return self.filter(expert__in=Kol.objects.verified())


class GuideCheck(models.Model):
    """An expert's yes to the words of one revision (`words`: `GuidePage.words`). Lines are added and never changed.

    `asked_by` handed the revision in, `written_by` saved it; neither is the expert. The revision's row may be purged, its number stays.
    """

    page = models.ForeignKey("guides.GuidePage", models.CASCADE, related_name="checks")
    expert = models.ForeignKey(Kol, models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, models.DO_NOTHING, related_name="+", db_constraint=False)
    words = models.CharField(max_length=64)
    shown_as = LineField(most=200, help_text="Speciality and credential at that moment")
    comment = LinesField(most=1_000, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = GuideCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "expert", "words"], name="guide_checked_once"),
            models.CheckConstraint(
                condition=~Q(expert=F("asked_by")) & ~Q(expert=F("written_by")), name="guide_checked_by_another"
            ),
        ]
        indexes = [models.Index(fields=["page", "expert", "-made_at"], name="guides_checks")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.expert_id} {self.made_at:%Y-%m-%d}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise ValueError("what an expert said yes to stays as it was written; add a line")
        super().save(*args, **options)


class ExpertReviewTask(Task):
    """The step at which a guide waits for the expert it names. Nobody decides it in the CMS: the expert has a page of their own."""

    class Meta:
        verbose_name = _("check by the expert named on the guide")
        verbose_name_plural = _("checks by experts")

    @classmethod
    def get_description(cls) -> Any:
        return _("Only the expert who is named on a guide says yes to it, on their own page. Other pages pass by.")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Skipped where no expert is named; given back at once where the named one may not answer."""
        revision = workflow_state.content_object.get_latest_revision()
        found = obstacle_for(asked(revision), revision, workflow_state.requested_by_id)
        if found == "nobody":
            done = {"status": TaskState.STATUS_SKIPPED, "finished_at": timezone.now()}
            return TaskState.objects.create(workflow_state=workflow_state, revision=revision, task=self, **done)
        state: TaskState = super().start(workflow_state, user=user)
        if found:
            give_back(state, found)
        return state

    def on_action(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise PermissionDenied


def give_back(state: TaskState, why: Obstacle, *, update: bool = False) -> None:
    """End the wait of a guide whose expert may not answer; who handed it in reads why. `update`: the workflow does not look by itself."""
    author = state.workflow_state.requested_by
    with override(UserProfile.get_for_user(author).get_preferred_language() if author else None):
        state.reject(user=None, update=update, comment=str(SENTENCES[why]))


def asked(revision: Revision) -> int | None:
    """The id of the expert whom a revision names; None for pages without one."""
    found: int | None = revision.content.get("reviewer")
    return found


def obstacle_for(person_id: int | None, revision: Revision, asked_by_id: int | None) -> Obstacle:
    """Why this person may not say yes to the revision; empty when they may."""
    return obstacle(
        person_id,
        named_id=asked(revision),
        written_by_id=revision.user_id,
        asked_by_id=asked_by_id,
        marked=Kol.objects.verified().filter(pk=person_id).exists(),
    )
