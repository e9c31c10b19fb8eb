"""Contests as editors publish them, entries and votes as members make them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from campaigns.contests.actions import cast_vote, enter, publish_contest
from campaigns.contests.models import ContestPage, Entry
from tests.factories.notes import a_note


def a_contest(
    *, by: Any, title: str = "碗底朝天", opens: int = -3, entries: int = 4, votes: int = 7, **fields: Any
) -> ContestPage:
    """A published contest; `opens`, `entries` and `votes` are days from now."""
    now = timezone.now()
    given = {
        "intro": "晒出你家真正用到底的那一件。",
        "hashtag": "碗底朝天",
        "rules": ["至少一张照片，写明用了多久。"],
        "prize": "三叶软勺一套",
        **fields,
    }
    days = {"opens_at": opens, "entries_close_at": entries, "votes_close_at": votes}
    moments = {name: now + timedelta(days=number) for name, number in days.items()}
    return publish_contest(by=by, title=title, **{**moments, **given})


def an_entry(
    *, by: Any, contest: ContestPage, title: str = "用到底的小碗", now: datetime | None = None, **fields: Any
) -> Entry:
    """A note of `by` that takes part."""
    return enter(
        by=by, contest=ContestPage.objects.get(pk=contest.pk), note=a_note(by=by, title=title, **fields), now=now
    )


def a_vote(*, by: Any, entry: Entry, now: datetime | None = None) -> Entry:
    return cast_vote(by=by, entry_id=entry.pk, now=now)


def moved(contest: ContestPage, **days: int) -> ContestPage:
    """The clock goes on: dates in days from now."""
    ContestPage.objects.filter(pk=contest.pk).update(
        **{name: timezone.now() + timedelta(days=number) for name, number in days.items()}
    )
    return ContestPage.objects.get(pk=contest.pk)


def vote_url(entry: Entry) -> str:
    return f"/contests/do/entry/{entry.pk}/vote/"
