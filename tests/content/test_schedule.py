"""What editors leave to the clock: publishing, taking down, and what waits for somebody's look."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import DraftStateMixin, Page, TaskState, Workflow

from campaigns.contests.models import ContestPage
from content.blocks import actions, listeners
from content.guides.models import GuidePage
from tadpole.accounts.models import Mail
from tadpole.config.celery import SCHEDULE, app
from tadpole.events.models import Fact
from tadpole.operations import watch
from tadpole.operations.models import Run
from tests.content.test_guides import form
from tests.factories.content import a_guide
from tests.factories.contests import a_contest, an_entry
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@contextmanager
def later(by: timedelta) -> Iterator[datetime]:
    """The clock stands ahead by so much."""
    with time_machine.travel(timezone.now() + by, tick=True):
        yield timezone.now()


def tick(entry: str) -> None:
    """What beat sends and a worker does."""
    app.loader.import_default_modules()
    app.tasks[SCHEDULE[entry]["task"]].apply(headers=SCHEDULE[entry]["options"]["headers"], throw=True)


def told(name: str, page: Page) -> int:
    return Fact.objects.filter(name=name, payload__page_id=page.pk).count()


def moment(after: timedelta) -> str:
    return timezone.localtime(timezone.now() + after).strftime("%Y-%m-%d %H:%M")


def edit(desk: Client, page: Page, **fields: Any) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = edited(desk, address, form(title=page.title, slug=page.slug, **fields))
    assert answer.status_code == 302, answer.context and answer.context["form"].errors


def test_a_page_goes_live_at_its_hour_and_is_taken_down_at_its_other_hour(
    cast: Any, client_of: Callable[[Any], Client], settle: Callable[[], int]
) -> None:
    guide = a_guide(by=cast.editor)
    guide.unpublish()
    edit(client_of(cast.editor), guide, go_live_at=moment(HOUR), expire_at=moment(3 * HOUR), **{"action-publish": "1"})
    tick("blocks.follow_schedule")
    guide.refresh_from_db()
    assert not guide.live
    assert guide.approved_schedule

    before = told("guides.GuidePublished", guide)
    with later(HOUR + timedelta(minutes=2)):
        tick("blocks.follow_schedule")
        guide = GuidePage.objects.get(pk=guide.pk)
        assert guide.live
        assert told("guides.GuidePublished", guide) == before + 1
        settle()
        assert Client().get(guide.get_url()).status_code == 200
        tick("blocks.follow_schedule")
        assert told("guides.GuidePublished", guide) == before + 1

    gone = told("blocks.PageUnpublished", guide)
    with later(3 * HOUR + timedelta(minutes=2)):
        tick("blocks.follow_schedule")
        guide = GuidePage.objects.get(pk=guide.pk)
        assert (guide.live, guide.expired) == (False, True)
        assert told("blocks.PageUnpublished", guide) == gone + 1
        assert Client().get(guide.get_url()).status_code == 404


def test_a_new_version_of_a_live_page_waits_for_its_hour(cast: Any, client_of: Callable[[Any], Client]) -> None:
    guide = a_guide(by=cast.editor, title="旧的")
    guide.title = "新的"
    edit(client_of(cast.editor), guide, go_live_at=moment(HOUR), **{"action-publish": "1"})
    assert GuidePage.objects.get(pk=guide.pk).title == "旧的"
    with later(HOUR + timedelta(minutes=2)):
        tick("blocks.follow_schedule")
    assert GuidePage.objects.get(pk=guide.pk).title == "新的"


def test_what_became_due_and_ran_out_while_the_site_was_down_is_seen_by_nobody(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    guide = a_guide(by=cast.editor)
    guide.unpublish()
    edit(client_of(cast.editor), guide, go_live_at=moment(HOUR), expire_at=moment(2 * HOUR), **{"action-publish": "1"})
    with later(timedelta(days=2)):
        tick("blocks.follow_schedule")
        guide = GuidePage.objects.get(pk=guide.pk)
        assert (guide.live, guide.expired) == (False, True)
        assert actions.pages_due(timezone.now()) == []


def test_a_page_that_cannot_be_published_keeps_no_other_waiting_and_is_told(
    cast: Any, client_of: Callable[[Any], Client], caplog: pytest.LogCaptureFixture
) -> None:
    """A contest whose quota was to change at an hour at which people vote already."""
    contest, guide = a_contest(by=cast.editor, opens=1, entries=3, votes=4), a_guide(by=cast.editor)
    guide.unpublish()
    contest.votes_a_day = 9
    contest.go_live_at = timezone.now() + 2 * timedelta(days=1)
    contest.save_revision(user=cast.editor).publish(user=cast.editor)
    edit(client_of(cast.editor), guide, go_live_at=moment(timedelta(days=2)), **{"action-publish": "1"})
    an_entry(by=cast.alice, contest=contest, now=timezone.now() + timedelta(days=1, hours=1))
    with later(timedelta(days=2, hours=1)) as now:
        with pytest.raises(Exception, match="votes_a_day"):
            tick("blocks.follow_schedule")
        assert GuidePage.objects.get(pk=guide.pk).live
        assert ContestPage.objects.get(pk=contest.pk).votes_a_day != 9
        assert f"page {contest.pk} cannot follow its schedule" in caplog.text
        run = Run.objects.get(task="blocks.follow_schedule")
        assert "votes_a_day" in run.error
        late = [one.name for one in watch.late(now + timedelta(minutes=10))]
        assert "blocks.follow_schedule" in late


def test_the_clock_holds_the_pages_row_while_it_publishes(cast: Any) -> None:
    guide = a_guide(by=cast.editor)
    guide.go_live_at = timezone.now() + HOUR
    guide.save_revision(user=cast.editor).publish(user=cast.editor)
    with later(2 * HOUR) as now, CaptureQueriesContext(connection) as queries:
        actions.follow_schedule(now=now)
    if connection.features.has_select_for_update:
        assert any("FOR NO KEY UPDATE" in one["sql"] and "wagtailcore_page" in one["sql"] for one in queries)
    assert connection.in_atomic_block


def test_pages_are_all_that_has_drafts_and_hours() -> None:
    """A snippet with drafts of its own would need the clock too."""
    drafts = {model for model in apps.get_models() if issubclass(model, DraftStateMixin)}
    assert {model for model in drafts if not issubclass(model, Page)} == set()


def submitted(cast: Any) -> TaskState:
    """A guide of the editor that waits for the moderators."""
    guide = a_guide(by=cast.editor, title="等人看的")
    guide.save_revision(user=cast.editor)
    workflow = Workflow.objects.filter(active=True).first()
    assert workflow is not None
    workflow.start(guide, cast.editor)
    return TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)


def test_who_was_asked_to_look_at_a_page_is_reminded_and_in_the_end_it_goes_back(
    cast: Any, settle: Callable[[], int]
) -> None:
    state = submitted(cast)
    settle()
    mails = Mail.objects.count() + len(mail.outbox)

    def sent() -> int:
        return Mail.objects.count() + len(mail.outbox) - mails

    tick("blocks.follow_up_reviews")
    settle()
    assert sent() == 0
    with later(timedelta(days=3, hours=1)):
        for _ in range(2):
            tick("blocks.follow_up_reviews")
            settle()
        first = sent()
        assert first >= 1
    with later(timedelta(days=6, hours=1)):
        tick("blocks.follow_up_reviews")
        settle()
        assert sent() == 2 * first
    with later(timedelta(days=30, hours=1)):
        tick("blocks.follow_up_reviews")
        tick("blocks.follow_up_reviews")
        state.refresh_from_db()
        assert state.status == TaskState.STATUS_REJECTED
        assert "30" in state.comment
        assert state.workflow_state.status == "needs_changes"


def test_a_reminder_that_is_heard_after_the_decision_says_nothing(cast: Any) -> None:
    state = submitted(cast)
    state.specific.approve(user=cast.staff)
    mails = Mail.objects.count() + len(mail.outbox)
    listeners.remind_reviewers(listeners.ReviewDelayed(task_state_id=state.pk))
    assert Mail.objects.count() + len(mail.outbox) == mails
    assert not actions.give_back(task_state_id=state.pk)


def test_who_was_seen_editing_and_previews_of_unsaved_forms_are_forgotten(cast: Any) -> None:
    guide, now = a_guide(by=cast.editor), timezone.now()
    seen = {"user": cast.editor, "content_object": guide}
    EditingSession.objects.create(**seen, last_seen_at=now)
    FormState.objects.create(**seen, parent_object_id="", data="title=1", last_updated_at=now)
    tick("blocks.clear_desks")
    assert (EditingSession.objects.count(), FormState.objects.count()) == (1, 1)
    with later(2 * HOUR):
        tick("blocks.clear_desks")
        assert (EditingSession.objects.count(), FormState.objects.count()) == (0, 1)
    with later(timedelta(days=1, hours=1)):
        tick("blocks.clear_desks")
        assert FormState.objects.count() == 0
