"""What a parent reads of her own family."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
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


def children_of(*, by: User | AnonymousUser) -> ChildQuerySet:
    """The asker's own children, in the order they were told of."""
    return Child.objects.visible_to(by).order_by("pk")


def family_page(viewer: User | AnonymousUser, today: date) -> list[ChildRow]:
    return [ChildRow(child, stage_today(child, today)) for child in children_of(by=viewer)]


def own_child(viewer: User | AnonymousUser, child_id: int) -> Child:
    """Raises NotFound for another parent's child as for none."""
    child = Child.objects.visible_to(viewer).filter(pk=child_id).first()
    if child is None:
        raise NotFound(_("There is nothing here."))
    return child


def months_expected(viewer: User | AnonymousUser) -> list[date]:
    """First days of the months the viewer's children were or will be born in, each once, in the order told."""
    months = (rules.month_of(child.due_date, child.birth_date) for child in children_of(by=viewer))
    return list(dict.fromkeys(month for month in months if month))


def stage_today(child: Child, today: date) -> rules.Stage:
    gestation = None if child.gestation_weeks is None else child.gestation_weeks * 7 + (child.gestation_days or 0)
    return rules.stage_of(due_date=child.due_date, birth_date=child.birth_date, gestation=gestation, today=today)
