"""What follows when a guide is published, when it waits for its expert, and when the expert has answered."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_noop
from wagtail.models import Revision, TaskState
from wagtail.signals import task_submitted

from community.kols.events import KolWithdrawn
from community.moderation.rules import Ref
from community.notifications.actions import notify
from community.threads.actions import ensure_discussion
from content.blocks.actions import make_renditions
from content.blocks.events import ReviewDelayed
from content.blocks.rules import reminders
from content.guides import actions
from content.guides.events import GuideAwaitsCheck, GuideChecked, GuidePublished, GuideSentBack
from content.guides.models import ExpertReviewTask, GuideCheck, GuidePage
from content.guides.models.checks import asked
from content.guides.queries import waiting
from tadpole.events import listens_to

WAITS = gettext_noop("The editors ask you to check the guide “%(title)s”.")
STILL_WAITS = gettext_noop("The guide “%(title)s” still waits for you to check it.")
SAID_YES = gettext_noop("%(expert)s checked the guide “%(title)s” and said yes.")
SENT_BACK = gettext_noop("%(expert)s asks for changes in the guide “%(title)s”.")


@listens_to(GuidePublished)
def open_discussion(event: GuidePublished) -> None:
    """A place to talk under the guide. The address is that of its own language: the words under it are too."""
    page = GuidePage.objects.live().filter(pk=event.page_id).first()
    if page:
        ensure_discussion(ref=Ref("guide", str(page.pk)), title=page.title, url=page.get_url() or "")


@listens_to(GuidePublished, queue="pictures")
def make_pictures(event: GuidePublished) -> None:
    """Its pictures in all sizes, after this delivery's transaction. Lost with the process, the first reader's request makes them."""
    page = GuidePage.objects.live().filter(pk=event.page_id).first()
    if page:
        transaction.on_commit(
            lambda: make_renditions(cover=page.cover, pictures=list(page.body_pictures())), robust=True
        )


@receiver(task_submitted, sender=TaskState)
def on_handed_in(instance: TaskState, **_kwargs: Any) -> None:
    """Wagtail asks somebody to look at a page."""
    if isinstance(instance.task.specific, ExpertReviewTask):
        actions.tell_waiting(state=instance)


@receiver(post_save, sender=Revision)
def on_draft_saved(instance: Revision, **_kwargs: Any) -> None:
    """Wagtail tells nobody that a page which waits for somebody was saved again."""
    if instance.content_type_id == ContentType.objects.get_for_model(GuidePage).pk:
        actions.follow_draft(revision=instance)


@listens_to(GuideAwaitsCheck)
def ask_expert(event: GuideAwaitsCheck) -> None:
    ask(event.task_state_id, again=0)


@listens_to(ReviewDelayed)
def ask_expert_again(event: ReviewDelayed) -> None:
    """The mail of reminders is for groups in the CMS; the expert is not in one."""
    state = waiting().filter(pk=event.task_state_id).first()
    if state:
        ask(state.pk, again=reminders(state.started_at, timezone.now()))


def ask(task_state_id: int, *, again: int) -> None:
    """The expert whom it waits for now."""
    state = waiting().filter(pk=task_state_id).first()
    expert_id = state and asked(state.revision)
    if state and expert_id:
        notify(
            to=expert_id,
            kind="guide",
            message=STILL_WAITS if again else WAITS,
            params={"title": state.revision.content["title"]},
            url=f"/~/guides/do/{state.pk}/",
            key=f"guide-check:{state.pk}:{expert_id}:{again}",
        )


@listens_to(GuideChecked)
def tell_yes(event: GuideChecked) -> None:
    """Who handed it in."""
    check = GuideCheck.objects.filter(pk=event.check_id).select_related("expert__user__profile", "page").first()
    if check and check.asked_by_id:
        notify(
            to=check.asked_by_id,
            kind="guide",
            message=SAID_YES,
            params={"expert": str(check.expert.user.profile), "title": check.page.draft_title},
            url=f"/~/guides/do/page/{check.page_id}/",
            actor_id=check.expert_id,
            key=f"guide-checked:{check.pk}",
        )


@listens_to(GuideSentBack)
def tell_changes(event: GuideSentBack) -> None:
    """Who handed it in; Wagtail's mail has the comment too."""
    found = TaskState.objects.filter(pk=event.task_state_id).select_related("workflow_state", "finished_by__profile")
    state = found.first()
    if state and state.finished_by_id and state.workflow_state.requested_by_id:
        notify(
            to=state.workflow_state.requested_by_id,
            kind="guide",
            message=SENT_BACK,
            params={"expert": str(state.finished_by.profile), "title": state.revision.content["title"]},
            url=f"/~/guides/do/page/{state.workflow_state.object_id}/",
            actor_id=state.finished_by_id,
            key=f"guide-sent-back:{state.pk}",
        )


@listens_to(KolWithdrawn)
def give_back_what_waits(event: KolWithdrawn) -> None:
    """Nobody waits for an expert who may not answer."""
    actions.give_back_unanswerable()
