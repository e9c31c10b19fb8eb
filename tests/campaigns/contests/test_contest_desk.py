"""A contest in the CMS: written, published, frozen once it has opened."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from campaigns.contests.models import ContestIndexPage, ContestPage
from tests.factories.contests import a_contest, an_entry
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db


NOW = timezone.now()
"""One moment for all: a form sent twice says the same minute, also when the minute has turned in between."""


def day(days: int) -> str:
    return timezone.localtime(NOW + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")


def form(**fields: Any) -> dict[str, Any]:
    """What the editors' form sends."""
    given = {
        "title": "碗底朝天",
        "slug": "wandi",
        "intro": "晒出你家真正用到底的那一件。",
        "hashtag": "碗底朝天",
        "rules": streamfield([("rule", {"lead": "每天 5 票。", "text": "每篇 1 票。", "icon": "heart"})]),
        "prize": "三叶软勺一套",
        "sponsor": "合作：小满碗坊提供奖品",
        "opens_at": day(-1),
        "entries_close_at": day(5),
        "votes_close_at": day(9),
        "votes_a_day": "5",
        "places": "1",
        "comments": inline_formset([]),
        **fields,
    }
    return dict(nested_form_data(given))


def add_address() -> str:
    index = ContestIndexPage.objects.get(locale__language_code="zh-hans")
    return reverse("wagtailadmin_pages:add", args=["contests", "contestpage", index.pk])


def test_an_editor_writes_and_publishes_a_contest_and_a_parent_reads_it(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    desk, parent = client_of(cast.editor), client_of(cast.alice)
    assert desk.get(add_address()).status_code == 200
    answer = desk.post(add_address(), form())
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    contest = ContestPage.objects.get()
    assert parent.get("/contests/wandi/").status_code == 404
    assert parent.get(f"/contests/do/{contest.pk}/enter/").status_code == 404
    edit = reverse("wagtailadmin_pages:edit", args=[contest.pk])
    assert edited(desk, edit, form(**{"action-publish": "1"})).status_code == 302
    page = parent.get("/contests/wandi/").content.decode()
    for words in ("碗底朝天", "合作：小满碗坊提供奖品", "每篇 1 票。", "三叶软勺一套", "投票不收费"):
        assert words in page
    assert reverse("contests:close", args=[contest.pk]) in desk.get(edit).content.decode()
    assert client_of(cast.outsider).get(edit).status_code in (302, 403, 404)
    preview = desk.post(reverse("wagtailadmin_pages:preview_on_edit", args=[contest.pk]), form())
    assert preview.json()["is_valid"]


@pytest.mark.parametrize(
    "changes",
    [
        {"entries_close_at": day(-2)},
        {"votes_close_at": day(2)},
        {"votes_a_day": "0"},
        {"votes_a_day": "51"},
        {"places": "0"},
        {"hashtag": "两个 词"},
        {"hashtag": "#碗#"},
        {"opens_at": ""},
    ],
)
def test_a_contest_with_something_wrong_is_not_published(
    cast: Any, client_of: Callable[[Any], Client], changes: dict[str, str]
) -> None:
    answer = client_of(cast.editor).post(add_address(), form(**{"action-publish": "1", **changes}))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == set(changes)
    assert not ContestPage.objects.exists()


def test_what_people_counted_on_is_frozen_at_the_opening(cast: Any, client_of: Callable[[Any], Client]) -> None:
    desk = client_of(cast.editor)
    contest = a_contest(by=cast.editor, opens=2, entries=5, votes=9)
    edit = reverse("wagtailadmin_pages:edit", args=[contest.pk])
    same = {"opens_at": local(contest.opens_at), "slug": contest.slug}
    assert edited(desk, edit, form(**same, votes_a_day="7", **{"action-publish": "1"})).status_code == 302
    assert ContestPage.objects.get().votes_a_day == 7

    contest = ContestPage.objects.get()
    ContestPage.objects.update(opens_at=timezone.now() - timedelta(days=1))
    contest.refresh_from_db()
    same = {"opens_at": local(contest.opens_at), "slug": contest.slug, "votes_a_day": "7"}
    for changes in ({"votes_a_day": "9"}, {"opens_at": day(1)}, {"hashtag": "别的"}, {"places": "3"}):
        answer = edited(desk, edit, form(**{"action-publish": "1", **same, **changes}))
        assert answer.status_code == 200, changes
        assert "已经开始" in str(answer.context["form"].errors)
    assert edited(desk, edit, form(**{"action-publish": "1", **same, "prize": "再加一台小夜灯"})).status_code == 302
    changed = ContestPage.objects.get()
    assert (changed.votes_a_day, changed.prize) == (7, "再加一台小夜灯")
    changed.votes_a_day = 50
    with pytest.raises(ValidationError):
        changed.save()


def test_the_promise_outlives_a_row_that_was_changed_behind_our_back(cast: Any) -> None:
    contest = a_contest(by=cast.editor)
    an_entry(by=cast.alice, contest=contest)
    ContestPage.objects.update(votes_a_day=50)
    assert ContestPage.objects.get().quota == 5


def local(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M:%S.%f")


def test_a_half_filled_contest_is_kept_as_a_draft_and_previewed(cast: Any, client_of: Callable[[Any], Client]) -> None:
    desk = client_of(cast.editor)
    half = form(opens_at="", entries_close_at="", votes_close_at="", intro="", hashtag="", prize="")
    answer = desk.post(add_address(), half)
    assert answer.status_code == 302, answer.context["form"].errors
    contest = ContestPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[contest.pk])
    assert desk.get(edit).status_code == 200
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[contest.pk])
    assert desk.post(preview, half).json()["is_valid"]
    assert desk.get(preview, {"mode": ""}).status_code == 200
    assert desk.get(reverse("wagtailadmin_explore", args=[contest.get_parent().pk])).status_code == 200
    refused = edited(desk, edit, {**half, "action-publish": "1"})
    assert refused.status_code == 200
    assert {"opens_at", "entries_close_at", "votes_close_at", "intro", "hashtag"} <= set(refused.context["form"].errors)
    assert not ContestPage.objects.get().live


def test_two_contests_do_not_collect_under_one_topic_in_the_same_days(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    desk = client_of(cast.editor)
    a_contest(by=cast.editor, title="早的那个", hashtag="碗底朝天", opens=-3, entries=4, votes=7)
    refused = desk.post(add_address(), form(hashtag="碗底朝天", title="晚的那个", slug="late"))
    assert "早的那个" in str(refused.context["form"].errors["hashtag"])
    later = form(hashtag="碗底朝天", slug="later", opens_at=day(8), entries_close_at=day(9), votes_close_at=day(10))
    assert desk.post(add_address(), later).status_code == 302


def test_a_contest_in_the_past_is_not_announced_but_an_old_one_may_be_corrected(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    desk = client_of(cast.editor)
    past = {"opens_at": day(-9), "entries_close_at": day(-5), "votes_close_at": day(-1)}
    refused = desk.post(add_address(), form(**past))
    assert "votes_close_at" in refused.context["form"].errors
    old = a_contest(by=cast.editor, hashtag="旧话题", opens=-9, entries=-5, votes=-1)
    minute = NOW.replace(second=0, microsecond=0)
    days = {"opens_at": 9, "entries_close_at": 5, "votes_close_at": 1}
    moments = {name: minute - timedelta(days=number) for name, number in days.items()}
    ContestPage.objects.filter(pk=old.pk).update(**moments)
    sent = form(slug=old.slug, hashtag="旧话题", title="改了个错字", **past)
    corrected = edited(desk, reverse("wagtailadmin_pages:edit", args=[old.pk]), sent)
    assert corrected.status_code == 302, corrected.context["form"].errors
