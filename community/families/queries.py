"""What a parent reads of her own family."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.contrib.auth.models import AnonymousUser
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from community.families import rules
from community.families.models import Child, ChildQuerySet
from tadpole.accounts.models import User
from tadpole.errors import NotFound


@dataclass(frozen=True)
class ChildRow:
    """A child and where it is today."""

    child: Child
    stage: rules.Stage


class Shelf(Protocol):
    """Who knows what there is to read: the front page, seen from below."""

    def reading_for(self, viewer: Any, kind: str, at: int) -> Sequence[Any]:
        """A few pages (`title`, `url`) for a week of pregnancy or a month of age."""


@dataclass(frozen=True)
class Week:
    """A child, where it is today, and what to read for it."""

    child: Child
    stage: rules.Stage
    reading: Sequence[Any]


@dataclass(frozen=True)
class Arrivals:
    """`months`: first days of the months the children were or will be born in, each once, in the order told. `early`: whether
    one of them was born early and is young enough that it counts."""

    months: list[date]
    early: bool


SHOWN = 3
"""Children on the front page."""


def children_of(*, by: User | AnonymousUser) -> ChildQuerySet:
    """The asker's own children, in the order they were told of."""
    return Child.objects.visible_to(by).order_by("pk")


def family_page(viewer: User | AnonymousUser, today: date) -> list[ChildRow]:
    return [ChildRow(child, stage_today(child, today)) for child in children_of(by=viewer)]


def week_of(viewer: User | AnonymousUser, today: date, shelf: Shelf) -> list[Week]:
    """The viewer's own children for the front page; nothing for anybody who told of none."""
    if not viewer.is_authenticated:
        return []
    rows = family_page(viewer, today)[:SHOWN]
    return [Week(row.child, row.stage, shelf.reading_for(viewer, *rules.reading_stage(row.stage))) for row in rows]


def own_child(viewer: User | AnonymousUser, child_id: int) -> Child:
    """Raises NotFound for another parent's child as for none."""
    child = Child.objects.visible_to(viewer).filter(pk=child_id).first()
    if child is None:
        raise NotFound(_("There is nothing here."))
    return child


def kept_child(child: Child) -> dict[str, Any]:
    """What the form that changes a child shows, by field."""
    return model_to_dict(child, ["nickname", "due_date", "birth_date", "gestation_weeks", "gestation_days"])


def arrivals_of(viewer: User | AnonymousUser, today: date) -> Arrivals:
    """When the viewer's children came or will come. One query."""
    children = list(children_of(by=viewer))
    months = (rules.month_of(child.due_date, child.birth_date) for child in children)
    return Arrivals(
        months=list(dict.fromkeys(month for month in months if month)),
        early=any(stage_today(child, today).early for child in children),
    )


def stage_today(child: Child, today: date) -> rules.Stage:
    gestation = None if child.gestation_weeks is None else child.gestation_weeks * 7 + (child.gestation_days or 0)
    return rules.stage_of(due_date=child.due_date, birth_date=child.birth_date, gestation=gestation, today=today)
