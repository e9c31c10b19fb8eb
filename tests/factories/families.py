"""Families for tests, made through the actions."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from community.families.actions import add_child
from community.families.models import Child


def an_expected_child(*, by: Any, in_days: int = 100, nickname: str = "") -> Child:
    return add_child(by=by, nickname=nickname, due_date=timezone.localdate() + timedelta(days=in_days))


def a_born_child(*, by: Any, birth_date: date, weeks: int | None = None, nickname: str = "") -> Child:
    return add_child(by=by, nickname=nickname, birth_date=birth_date, gestation_weeks=weeks)
