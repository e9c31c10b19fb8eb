"""Votes: so many a day, not twice for one, none for one's own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.contests.models import Vote
from tests.cast import member
from tests.factories.contests import a_contest, a_vote, an_entry, moved, vote_url

pytestmark = pytest.mark.django_db
Browser = Callable[[Any], Client]


def test_a_second_vote_the_same_day_is_refused_and_the_next_day_it_is_not(cast: Any, client_of: Browser) -> None:
    contest = a_contest(by=cast.editor)
    entry, bob = an_entry(by=cast.alice, contest=contest), client_of(cast.bob)
    a_vote(by=cast.bob, entry=entry, now=timezone.now() - timedelta(days=1))
    assert bob.post(vote_url(entry)).status_code == 302
    answer = bob.post(vote_url(entry))
    assert answer.status_code == 409
    assert "这篇今天投过了" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.votes_count == Vote.objects.count() == 2


def test_the_days_votes_run_out(cast: Any, client_of: Browser) -> None:
    contest = a_contest(by=cast.editor, votes_a_day=2)
    entries = [
        an_entry(by=member(f"p{number}", f"参赛的人 {number}"), contest=contest, title=f"第 {number} 篇")
        for number in range(3)
    ]
    bob = client_of(cast.bob)
    assert [bob.post(vote_url(entry)).status_code for entry in entries] == [302, 302, 409]
    assert Vote.objects.count() == 2
    assert sorted(Vote.objects.values_list("ordinal", flat=True)) == [1, 2]
    assert "今天的票投完了" in bob.get(contest.get_url()).content.decode()


def test_nobody_votes_for_their_own_nor_without_signing_in(cast: Any, client_of: Browser) -> None:
    contest = a_contest(by=cast.editor)
    entry = an_entry(by=cast.alice, contest=contest)
    answer = client_of(cast.alice).post(vote_url(entry))
    assert answer.status_code == 403
    assert "自家的" in client_of(cast.alice).get(contest.get_url()).content.decode()
    answer = client_of(cast.nobody).post(vote_url(entry))
    assert answer.status_code == 302
    assert f"entry/{entry.pk}/" in answer["Location"]
    assert "vote" not in answer["Location"]
    answer = client_of(cast.nobody).post(vote_url(entry), headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert "login" in answer["HX-Redirect"]
    assert client_of(cast.bob).get(vote_url(entry)).status_code == 405
    assert client_of(cast.bob).post("/contests/do/entry/999999/vote/").status_code == 404
    assert not Vote.objects.exists()


@pytest.mark.parametrize("days", [{"opens_at": -9, "entries_close_at": -5, "votes_close_at": -1}, {"opens_at": 2}])
def test_nobody_votes_before_or_after(cast: Any, client_of: Browser, days: dict[str, int]) -> None:
    contest = a_contest(by=cast.editor)
    entry = an_entry(by=cast.alice, contest=contest)
    moved(contest, **days)
    assert client_of(cast.bob).post(vote_url(entry)).status_code == 409
    assert client_of(cast.bob).get(contest.get_url()).status_code == 200
    entry.refresh_from_db()
    assert entry.votes_count == Vote.objects.count() == 0


def test_votes_may_wait_until_entries_are_over(cast: Any, client_of: Browser) -> None:
    contest = a_contest(by=cast.editor, votes_wait=True)
    entry, bob = an_entry(by=cast.alice, contest=contest), client_of(cast.bob)
    assert bob.post(vote_url(entry)).status_code == 409
    assert "投一票" not in bob.get(contest.get_url()).content.decode()
    moved(contest, entries_close_at=-1)
    assert bob.post(vote_url(entry)).status_code == 302


def test_by_htmx_all_buttons_of_the_page_are_told_what_is_left(cast: Any, client_of: Browser) -> None:
    contest = a_contest(by=cast.editor)
    one, two = an_entry(by=cast.alice, contest=contest), an_entry(by=cast.mei, contest=contest)
    other = an_entry(by=cast.alice, contest=a_contest(by=cast.editor, title="另一场"))
    bob = client_of(cast.bob)
    answer = bob.post(
        vote_url(one),
        {"on_page": [str(one.pk), str(two.pk), str(other.pk), "x", "9" * 30], "ballot": "here"},
        headers={"HX-Request": "true"},
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "今天投过了" in page
    assert f'id="vote-{two.pk}" hx-swap-oob="true"' in page
    assert "还剩\u00a04" in page
    assert f"vote-{other.pk}" not in page
    assert 'id="ballot"' in page
    assert 'id="ballot"' not in bob.post(vote_url(two), headers={"HX-Request": "true"}).content.decode()
    refused = bob.post(vote_url(one), headers={"HX-Request": "true"})
    assert refused.status_code == 409
    assert refused["HX-Retarget"] == "#toasts"


def test_a_back_address_leads_nowhere_else(cast: Any, client_of: Browser) -> None:
    entry = an_entry(by=cast.alice, contest=a_contest(by=cast.editor))
    answer = client_of(cast.bob).post(vote_url(entry), {"back": "https://evil.example/"})
    assert answer["Location"].startswith(f"/contests/do/entry/{entry.pk}/")
