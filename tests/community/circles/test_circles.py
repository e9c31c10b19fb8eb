"""Stories of circles: found, joined, left; the birth club of one's month."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import translation

from community.circles.actions import ensure_birth_club, join, recount_members
from community.circles.models import Circle, Membership
from community.circles.rules import may_have_club, month_of, slug_of
from tests.budget import same_queries
from tests.factories.circles import a_birth_club, a_circle
from tests.factories.families import an_expected_child
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db
NOW = "2026-11-22T10:00:00+08:00"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


def test_due_in_march_shows_the_circle_of_march(cast: Any, client_of: Any) -> None:
    """Alice's way after signing up: one date, the circle of her month, in."""
    alice = client_of(cast.alice)
    topic = a_circle()
    welcome = alice.get("/circles/welcome/").content.decode()
    assert 'name="due_date"' in welcome and topic.name in welcome
    page = alice.post("/circles/welcome/", {"due_date": "2027-03-15"}, follow=True).content.decode()
    assert "/circles/born-2027-03/join/" in page and "2027年3月宝宝" in page
    assert not Circle.objects.filter(kind="birth_club").exists(), "looking makes nothing"

    answer = alice.post("/circles/born-2027-03/join/", {"next": "/circles/welcome/"})
    assert answer["Location"] == "/circles/welcome/"
    club = Circle.objects.get(slug="born-2027-03")
    assert club.members_count == 1 and club.month == date(2027, 3, 1)
    assert alice.get("/circles/welcome/").content.decode().count("2027年3月宝宝") >= 1


def test_the_family_page_shows_the_circle_too(cast: Any, client_of: Any) -> None:
    alice = client_of(cast.alice)
    page = alice.post("/family/add/", {"due_date": "2027-03-15"}, follow=True).content.decode()
    assert "/circles/born-2027-03/join/" in page
    alice.post("/circles/born-2027-03/join/")
    assert "/circles/born-2027-03/join/" not in alice.get("/family/").content.decode()


def test_nobody_else_is_shown_her_month(cast: Any, client_of: Any) -> None:
    an_expected_child(by=cast.alice, in_days=113)
    for other in (cast.outsider, cast.staff, cast.nobody):
        assert "born-2027-03" not in client_of(other).get("/circles/").content.decode()


def test_join_and_leave_count_once(cast: Any, client_of: Any, settle: Any) -> None:
    circle, bob = a_circle(), client_of(cast.bob)
    for what, count in (("join", 1), ("join", 1), ("leave", 0), ("leave", 0), ("join", 1)):
        assert bob.post(f"/circles/{circle.slug}/{what}/").status_code == 302
        circle.refresh_from_db()
        assert circle.members_count == count
    settle()
    assert f"/circles/{circle.slug}/leave/" in bob.get(circle.get_absolute_url()).content.decode()
    Circle.objects.update(members_count=7)
    recount_members(circle_id=circle.pk)
    circle.refresh_from_db()
    assert circle.members_count == 1


def test_joining_needs_an_account_and_a_circle(cast: Any, client_of: Any) -> None:
    circle = a_circle()
    assert client_of(cast.nobody).post(f"/circles/{circle.slug}/join/").status_code == 302
    bob = client_of(cast.bob)
    assert bob.get(f"/circles/{circle.slug}/join/").status_code == 405
    for slug in ("nowhere", "born-1980-01", "born-2030-01", "born-2027-13", "born-2027-3"):
        assert bob.get(f"/circles/{slug}/").status_code == 404
        assert bob.post(f"/circles/{slug}/join/").status_code == 404
    assert not Membership.objects.exists() and Circle.objects.count() == 1
    for away in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = bob.post(f"/circles/{circle.slug}/join/", {"next": away})
        assert answer["Location"] == f"/circles/{circle.slug}/"


def test_a_birth_club_before_anybody_joined(cast: Any, client_of: Any) -> None:
    page = client_of(cast.nobody).get("/circles/born-2027-03/")
    assert page.status_code == 200 and not Circle.objects.exists()


def test_names_in_three_languages(cast: Any) -> None:
    club, topic = a_birth_club(), a_circle()
    said = {}
    for language in ("zh-hans", "zh-hant", "en"):
        with translation.override(language):
            said[language] = (club.localised_name, topic.localised_name)
            assert "2027" in club.localised_description
    assert said == {
        "zh-hans": ("2027年3月宝宝", "第一口辅食"),
        "zh-hant": ("2027年3月寶寶", "第一口副食品"),
        "en": ("March 2027 babies", "First foods"),
    }


def test_a_club_is_made_once_and_a_month_has_one_address() -> None:
    assert ensure_birth_club(month=date(2027, 3, 31)) == ensure_birth_club(month=date(2027, 3, 1))
    assert month_of(slug_of(date(2027, 3, 1))) == date(2027, 3, 1)
    today = date(2026, 11, 22)
    cases = [
        (date(2027, 10, 1), True),
        (date(2027, 11, 1), False),
        (date(2026, 11, 1), True),
        (date(2008, 11, 1), True),
        (date(2008, 10, 1), False),
    ]
    assert [may_have_club(month, today) for month, _said in cases] == [said for _month, said in cases]


def test_a_date_that_is_wrong_stays_in_the_welcome_form(cast: Any, client_of: Any) -> None:
    answer = client_of(cast.alice).post("/circles/welcome/", {"due_date": "2027-13-15"})
    assert answer.status_code == 422
    assert "2027-13-15" in answer.content.decode() and "月份到 12 为止" in answer.content.decode()


def test_as_many_queries_for_many_circles_as_for_one(cast: Any, client_of: Any) -> None:
    alice = client_of(cast.alice)
    an_expected_child(by=cast.alice)
    join(by=cast.alice, circle=a_circle())
    a_birth_club()

    def more() -> None:
        for number in range(12):
            join(by=cast.alice, circle=a_circle())
            ensure_birth_club(month=date(2025, 1 + number, 1))
        an_expected_child(by=cast.alice, in_days=200)

    assert same_queries(lambda: alice.get("/circles/"), more) <= 16


def test_leaving_a_birth_club_after_the_child_came_later(cast: Any, client_of: Any) -> None:
    """Due on the first of April, born in March: the suggestion follows the birth date."""
    an_expected_child(by=cast.alice, in_days=10)
    alice = client_of(cast.alice)
    assert "born-2026-12" in alice.get("/family/").content.decode()
    child = cast.alice.family.children.get()
    born = date(2026, 11, 22) - timedelta(days=2)
    edited(alice, f"/family/{child.pk}/", {"due_date": child.due_date.isoformat(), "birth_date": born.isoformat()})
    assert "born-2026-11" in alice.get("/family/").content.decode()


def test_a_new_member_is_asked_what_to_be_called(cast: Any, client_of: Any) -> None:
    """Also in the first second, when the automatic name is not there yet."""
    page = client_of(cast.alice).get("/circles/welcome/").content.decode()
    assert "阿芷在路上" in page and 'href="/people/edit/"' in page
    cast.alice.profile.delete()
    page = client_of(cast.alice).get("/circles/welcome/")
    assert page.status_code == 200 and 'href="/people/edit/"' in page.content.decode()
