"""Many parents, one circle, one moment."""

from datetime import date
from typing import Any

import pytest

from community.circles.actions import ensure_birth_club, join, leave, recount_members
from community.circles.models import Circle, Membership
from tadpole.events.models import Fact
from tests.at_once import at_once
from tests.factories.circles import a_circle

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_birth_club_is_opened_once_however_many_ask() -> None:
    assert at_once(*[lambda: ensure_birth_club(month=date(2027, 3, 9))] * 6) == ["done"] * 6
    assert Circle.objects.filter(month=date(2027, 3, 1)).count() == 1
    assert Fact.objects.filter(name="circles.CircleOpened").count() == 1


def test_members_who_come_and_go_at_once_are_counted(cast: Any) -> None:
    circle, people = a_circle(), [cast.alice, cast.bob, cast.mei, cast.outsider]
    before = circle.members_count
    clicks = [lambda by=by: join(by=by, circle=circle) for by in [*people, *people]]
    assert at_once(*clicks, lambda: recount_members(circle_id=circle.pk)) == ["done"] * 9
    assert Circle.objects.get(pk=circle.pk).members_count == Membership.objects.filter(circle=circle).count()
    leaves = [lambda by=by: leave(by=by, circle=circle) for by in [*people, *people]]
    assert at_once(*leaves) == ["done"] * 8
    assert Circle.objects.get(pk=circle.pk).members_count == before
