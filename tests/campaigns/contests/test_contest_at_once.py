"""Many votes at the same moment."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Locale, Page

from campaigns.contests.actions import cast_vote, close_contest
from campaigns.contests.models import ContestIndexPage, ContestPage, Entry, Vote
from content.home.models import HomePage
from tests.at_once import at_once
from tests.cast import member
from tests.factories.contests import a_contest, an_entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _page_tree() -> None:
    """Tests with real transactions empty the tables, also those that migrations had filled."""
    for name in ("Editors", "Moderators"):
        Group.objects.get_or_create(name=name)
    locale, _new = Locale.objects.get_or_create(language_code="zh-hans")
    if ContestIndexPage.objects.filter(locale=locale).exists():
        return
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root", locale=locale)
    home = root.add_child(instance=HomePage(title="小蝌蚪", slug="home", locale=locale))
    home.add_child(instance=ContestIndexPage(title="晒单赛", slug="contests", locale=locale))


def test_votes_at_once_never_exceed_the_quota_nor_miscount(cast: Any) -> None:
    contest = a_contest(by=cast.staff, votes_a_day=3)
    entries = [
        an_entry(by=member(f"p{number}", f"参赛 {number}"), contest=contest, title=f"第 {number} 篇")
        for number in range(6)
    ]
    bob = cast.bob
    ends = at_once(*(lambda pk=entry.pk: cast_vote(by=bob, entry_id=pk) for entry in [*entries, *entries]))
    assert ends == ["Conflict"] * 9 + ["done"] * 3
    assert sorted(Vote.objects.filter(voter=bob).values_list("ordinal", flat=True)) == [1, 2, 3]
    counts = {entry.pk: entry.votes_count for entry in Entry.objects.all()}
    assert sum(counts.values()) == 3
    assert counts == {pk: Vote.objects.filter(entry=pk).count() for pk in counts}


def test_many_people_at_once_are_all_counted(cast: Any) -> None:
    entry = an_entry(by=cast.alice, contest=a_contest(by=cast.staff))
    people = [member(f"v{number}", f"投票 {number}") for number in range(8)]
    assert at_once(*(lambda by=by: cast_vote(by=by, entry_id=entry.pk) for by in people)) == ["done"] * 8
    entry.refresh_from_db()
    assert entry.votes_count == Vote.objects.count() == 8


def test_two_editors_close_at_once_and_there_is_one_winner(cast: Any) -> None:
    contest = a_contest(by=cast.staff, opens=-9)
    entry = an_entry(by=cast.alice, contest=contest)
    cast_vote(by=cast.bob, entry_id=entry.pk)
    ContestPage.objects.filter(pk=contest.pk).update(
        entries_close_at=timezone.now() - timedelta(days=2), votes_close_at=timezone.now() - timedelta(days=1)
    )
    staff = cast.staff
    ends = at_once(
        *(lambda: close_contest(by=staff, contest=ContestPage.objects.get(pk=contest.pk)) for _click in range(4))
    )
    assert ends == ["done"] * 4
    assert Entry.objects.get().place == 1
