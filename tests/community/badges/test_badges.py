"""Badges: given by those who know why, never twice."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from community.badges.actions import award
from community.badges.models import Award
from community.badges.queries import badges_of
from community.badges.rules import BADGES, ENOUGH_FOLLOWERS
from community.notifications.models import Notice
from tests.factories.profiles import followers_of


def test_a_badge_is_given_once_told_once_and_shown_on_the_page(cast, client_of):
    assert award(to=cast.alice.pk, code="first_thread") is True
    assert award(to=cast.alice.pk, code="first_thread") is False
    assert Award.objects.count() == 1
    assert Notice.objects.filter(to=cast.alice).count() == 1
    page = client_of(cast.outsider).get(f"/en/people/{cast.alice.pk}/").content.decode()
    assert "First question" in page
    assert "First question" in client_of(cast.alice).get("/en/notices/").content.decode()
    assert "First question" not in client_of(cast.alice).get("/notices/").content.decode()


def test_one_badge_for_several_things_is_one_medal(cast):
    for contest in ("contest:1", "contest:2", "contest:2"):
        award(to=cast.alice.pk, code="contest_winner", because=contest)
    (held,) = badges_of(cast.alice.pk)
    assert held.times == 2


def test_an_unknown_badge_is_a_bug_and_nobody_gets_none(cast):
    with pytest.raises(KeyError):
        award(to=cast.alice.pk, code="best_mother")
    assert award(to=999_999, code="kol") is False
    assert badges_of(cast.bob.pk) == []


def test_ten_people_follow_along(cast, settle):
    followers_of(cast.alice, ENOUGH_FOLLOWERS - 1)
    settle()
    assert badges_of(cast.alice.pk) == []
    followers_of(cast.alice, 1)
    settle()
    assert [held.badge.code for held in badges_of(cast.alice.pk)] == ["followed"]


def test_every_badge_has_a_drawing_and_words():
    sheet = Path(finders.find("ui/brand.svg")).read_text(encoding="utf-8")
    for code, badge in BADGES.items():
        assert badge.code == code
        assert f'id="{badge.drawing}"' in sheet
        assert str(badge.name)
        assert str(badge.text)
