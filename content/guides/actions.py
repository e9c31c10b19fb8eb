"""Publishing guides from code (the seed and imports; editors use the CMS), and the answers of experts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision, TaskState

from community.kols.models import Kol
from community.profiles.models import Profile
from content.blocks.actions import publish_under
from content.guides.events import GuideAwaitsCheck, GuideChecked, GuideSentBack
from content.guides.models import GuideCheck, GuideIndexPage, GuidePage, GuideStage
from content.guides.models.checks import SENTENCES, asked, give_back, obstacle_for
from content.guides.queries import asked_of, ended, waiting
from content.guides.rules import Span, fault
from media.photos.models import EditorialImage
from tadpole.accounts.models import User
from tadpole.errors import Changed, Conflict, Invalid, NotFound, Refused, TooLarge
from tadpole.events import publish
from tadpole.text import fits, lines, readable
from tadpole.ui.locking import lock_pages
from tadpole.ui.versions import digest

LONGEST_COMMENT = 1_000
ANSWERS = {"yes": TaskState.STATUS_APPROVED, "changes": TaskState.STATUS_REJECTED}
NEWER = gettext_lazy(
    "The editors saved a newer version while you were reading. It is the one shown here now: please look at it, then answer again. "
    "Your comment is still here."
)


def index_of(locale: str) -> GuideIndexPage:
    """The guide index of a language."""
    index = GuideIndexPage.objects.filter(locale__language_code=locale).first()
    if index is None:
        raise NotFound(_("There is no place for guides in this language."))
    return index


@transaction.atomic
def publish_guide(
    *,
    by: User,
    title: str,
    summary: str,
    body: Sequence[tuple[str, Any]],
    locale: str = "zh-hans",
    index: GuideIndexPage | None = None,
    stages: Iterable[Span] = (),
    author: Profile | None = None,
    reviewer: Kol | None = None,
    cover: EditorialImage | None = None,
    sources: Sequence[dict[str, Any]] = (),
    published_at: datetime | None = None,
    slug: str = "",
    translation_of: GuidePage | None = None,
) -> GuidePage:
    """A guide under the index of its language, with a revision, live. `body` is [(block name, value)], as StreamField takes it.
    `reviewer` is asked by nobody here and has said nothing yet (see `record_yes`).

    Raises Invalid when the page would not pass the editors' own form.
    """
    spans = list(stages)
    if any(fault(span) for span in spans):
        raise Invalid(_("A stage ends before it begins, or goes beyond its last week or month."), field="stages")
    page = GuidePage(
        title=title,
        summary=summary,
        body=list(body),
        sources=[("source", source) for source in sources],
        author=author,
        reviewer=reviewer,
        cover=cover,
        first_published_at=published_at,
    )
    page.stages = [GuideStage(kind=span.kind, start=span.start, end=span.end) for span in spans]
    publish_under(by=by, parent=index or index_of(locale), page=page, slug=slug, translation_of=translation_of)
    return GuidePage.objects.get(pk=page.pk)


@transaction.atomic
def record_yes(*, by: User, revision: Revision, asked_by: User | None, comment: str = "") -> GuideCheck:
    """An expert says yes to the words of a revision that `asked_by` handed in. The same yes again is the same line.

    Raises Refused for everybody but the expert whom the revision names, and for that one when they wrote or handed it in.
    """
    lock_pages([int(revision.object_id)])
    kol = Kol.objects.select_for_update().filter(pk=by.pk).first()
    found = obstacle_for(by.pk, revision, asked_by.pk if asked_by else None)
    if found or kol is None:
        raise Refused(SENTENCES[found or "unmarked"])
    check, new = GuideCheck.objects.get_or_create(
        revision=revision,
        expert=kol,
        words=revision.as_object().words,
        defaults={
            "page_id": int(revision.object_id),
            "shown_as": f"{kol.speciality} · {kol.credential}",
            "comment": comment,
            "asked_by": asked_by,
            "written_by": revision.user,
        },
    )
    if new:
        live = GuidePage.objects.get(pk=check.page_id)
        GuidePage.objects.filter(pk=live.pk).update(words_digest=live.words)  # not known of pages older than the digest
        publish(GuideChecked(page_id=live.pk, check_id=check.pk))
    return check


def answer_review(*, by: User, review_id: int, verdict: str, comment: str = "", version: str = "") -> TaskState:
    """The expert's answer to a guide that waits for them; `verdict` is "yes" or "changes". Once more is the same answer.

    `version` is the digest of what the expert was shown; raises Changed when the editors saved other words since.
    """
    comment = lines(comment)
    if not fits(comment, LONGEST_COMMENT):
        raise TooLarge(_("At most %(most)d characters fit here.") % {"most": LONGEST_COMMENT}, field="comment")
    if verdict == "changes" and not readable(comment):
        raise Invalid(_("Please say what should be changed: the editors read it."), field="comment")
    with transaction.atomic():
        state = held_review(by, review_id)
        if state.status == ANSWERS.get(verdict) and state.finished_by_id == by.pk:
            return state
        if state.status != TaskState.STATUS_IN_PROGRESS:
            raise Conflict(ended(state, by))
        words = state.revision.as_object().words
        if version != digest({"words": words}):
            raise Changed(NEWER, stands={"words": words})
        if verdict == "yes":
            record_yes(by=by, revision=state.revision, asked_by=state.workflow_state.requested_by, comment=comment)
            state.approve(user=by, update=False, comment=comment)
            state.workflow_state.update()  # what follows is the workflow's: the expert has no right to publish
        else:
            state.reject(user=by, comment=comment)
            publish(GuideSentBack(task_state_id=state.pk))
    return state


def held_review(by: User, review_id: int) -> TaskState:
    """The expert's, with the rows of the page and of the review held, in the order in which the CMS takes them."""
    page_ids = asked_of(by).filter(pk=review_id).values_list("workflow_state__object_id", flat=True)
    lock_pages(map(int, page_ids))
    state = asked_of(by).filter(pk=review_id).select_for_update(no_key=True, of=("self",)).first()
    if state is None:
        raise NotFound(_("There is no guide here that waits for you."))
    return state


@transaction.atomic
def tell_waiting(*, state: TaskState) -> None:
    """The expert whom the revision names is asked; once, however often the draft is saved."""
    expert_id = asked(state.revision)
    if expert_id is not None:
        publish(GuideAwaitsCheck(task_state_id=state.pk, expert_id=expert_id), key=f"{state.pk}:{expert_id}")


@transaction.atomic
def follow_draft(*, revision: Revision) -> None:
    """A newer version was saved while its guide waits: that one is to be read now, by the expert whom it names."""
    same = {"workflow_state__object_id": revision.object_id}
    for state in waiting().filter(**same, workflow_state__base_content_type=revision.base_content_type_id):
        state.revision = revision
        state.save(update_fields=["revision"])
        found = obstacle_for(asked(revision), revision, state.workflow_state.requested_by_id)
        if found:
            give_back(state, found, update=True)
        else:
            tell_waiting(state=state)


def give_back_unanswerable() -> int:
    """Guides that wait for somebody who may not say yes any more go back to who handed them in; how many."""
    given = 0
    for row in waiting().order_by("pk"):
        with transaction.atomic():
            lock_pages([int(row.workflow_state.object_id)])
            state = waiting().select_for_update(no_key=True, of=("self",)).filter(pk=row.pk).first()
            found = state and obstacle_for(asked(state.revision), state.revision, state.workflow_state.requested_by_id)
            if state and found:
                give_back(state, found, update=True)
                given += 1
    return given
