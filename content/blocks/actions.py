"""What publishing from code and by the clock needs, whatever the kind of page."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.admin.models import EditingSession, FormState
from wagtail.images.models import Filter
from wagtail.models import Page, TaskState
from wagtail.users.models import UserProfile

from content.blocks.events import ReviewDelayed
from content.blocks.models import ContentPage
from content.blocks.queries import pages_due, reviews_waiting
from content.blocks.rules import GIVEN_BACK, REMINDED, reminders
from media.photos.models import EditorialImage
from tadpole.accounts.models import User
from tadpole.errors import Invalid
from tadpole.events import publish

log = logging.getLogger(__name__)
LONGEST_SLUG = 60
ART = ("format-{avif,webp,jpeg}", "fill-{640x400,1280x800}")
WHOLE_ART = ("format-{avif,webp,jpeg}", "width-{640,1280}")
CARD_ART = ("format-{avif,webp,jpeg}", "fill-{320x240,640x480}")
SOCIAL_ART = ("fill-1200x630", "format-jpeg")
KEPT_BY_WAGTAIL = {"path", "depth", "numchild", "content_type", "page_ptr", "slug", "draft_title"}


def publish_under(
    *, by: User, parent: Page, page: ContentPage, slug: str = "", translation_of: ContentPage | None = None
) -> None:
    """Hang a new page under `parent`, keep its first revision, make it live. Call it inside a transaction.

    Raises Invalid with the first thing that the editors' own form would not take either.
    """
    page.slug = slug or free_slug(parent, page.title)
    page.owner, page.locale, page.live = by, parent.locale, False
    if translation_of:
        page.translation_key = translation_of.translation_key
    refuse_faults(page)
    parent.add_child(instance=page)
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)


def make_renditions(*, cover: EditorialImage | None, pictures: Iterable[EditorialImage]) -> None:
    """The sizes that templates ask for (`blocks/whole_art.html`, `blocks/art.html`, `blocks/card_art.html`), so that no reader waits for them.

    Encodes pictures, which takes seconds: not inside a transaction.
    """
    for picture in pictures:
        picture.get_renditions(*Filter.expand_spec(list(WHOLE_ART)))
    if cover:
        cover.get_renditions(*Filter.expand_spec([*ART]), *Filter.expand_spec([*CARD_ART]), "|".join(SOCIAL_ART))


def free_slug(parent: Page, wanted: str) -> str:
    """`wanted` as a slug (Chinese stays Chinese), with a number when a sister page has it."""
    base = slugify(wanted, allow_unicode=True)[:LONGEST_SLUG].strip("-") or "page"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return (
        base
        if base not in taken
        else next(name for n in range(2, len(taken) + 3) if (name := f"{base}-{n}") not in taken)
    )


def refuse_faults(page: ContentPage) -> None:
    faults: dict[str, Any] = {}
    for check in (lambda: page.clean_fields(exclude=KEPT_BY_WAGTAIL), page.clean):
        try:
            check()
        except ValidationError as fault:
            faults |= fault.message_dict
    for field, sentences in faults.items():
        raise Invalid(" ".join(sentences), field=None if field == NON_FIELD_ERRORS else field)


def follow_schedule(*, now: datetime) -> int:
    """Publish the revisions whose hour has come and take down the pages whose hour is over; how many pages changed.

    Each page in a transaction of its own, so that one that cannot be published keeps no other waiting. Raises the first
    problem when all others are done: the run then counts as failed, and the watch over the clock tells it.
    """
    changed, problems = 0, []
    for page_id in pages_due(now):
        try:
            changed += follow_schedule_of(page_id=page_id, now=now)
        except Exception as problem:
            log.exception("page %s cannot follow its schedule", page_id)
            problems.append(problem)
    if problems:
        raise problems[0]
    return changed


@transaction.atomic
def follow_schedule_of(*, page_id: int, now: datetime) -> bool:
    """One page, under its row's lock: an editor's save waits for the clock, or the clock for the save. False: nothing was due.

    What became due and ran out while the site was down is published and taken back in one step: no reader sees it.
    """
    page = Page.objects.select_for_update(no_key=True, of=("self",)).filter(pk=page_id).first()
    if page is None:
        return False
    revision = page.revisions.filter(approved_go_live_at__lte=now).order_by("-approved_go_live_at", "-pk").first()
    if revision:
        revision.publish(log_action="wagtail.publish.scheduled")
        page.refresh_from_db()
    over = bool(page.live and page.expire_at and page.expire_at <= now)
    if over:
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return over or revision is not None


def clear_desks() -> None:
    """Delete who was seen editing (after an hour) and previews of forms that were not saved (after a day)."""
    EditingSession.objects.stale().delete()
    FormState.objects.stale().delete()


def follow_up_reviews(*, now: datetime) -> int:
    """Remind those who were asked to look at a page and have not; give back what nobody looked at; how many were given back."""
    given_back = 0
    for task_state_id, started_at in reviews_waiting(now - REMINDED):
        if now - started_at >= GIVEN_BACK:
            given_back += give_back(task_state_id=task_state_id)
        else:
            with transaction.atomic():
                key = f"{task_state_id}:{reminders(started_at, now)}"
                publish(ReviewDelayed(task_state_id=task_state_id), key=key)
    return given_back


@transaction.atomic
def give_back(*, task_state_id: int) -> bool:
    """End a review that nobody did: its author is told by Wagtail's own mail and can change the page again. False: it was done."""
    state = TaskState.objects.select_for_update(no_key=True, of=("self",)).filter(pk=task_state_id).first()
    if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
        return False
    author = state.workflow_state.requested_by
    with override(UserProfile.get_for_user(author).get_preferred_language() if author else None):
        words = _("Nobody looked at it within %(days)d days. Please ask again, or ask somebody directly.")
        state.specific.reject(user=None, comment=words % {"days": GIVEN_BACK.days})
    return True


def remind_reviewers(*, task_state_id: int) -> None:
    """Send the mail of the first day again to everybody who may decide; nothing when somebody has."""
    state = TaskState.objects.filter(pk=task_state_id, status=TaskState.STATUS_IN_PROGRESS).first()
    if state is not None:
        GroupApprovalTaskStateSubmissionEmailNotifier()(instance=state.specific)
