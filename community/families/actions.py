"""What a parent does with her own family. Nobody else may."""

import uuid
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.families import rules
from community.families.events import FamilyChanged
from community.families.models import Child, Family
from community.families.queries import kept_child
from tadpole.accounts.actions import keep_pace, signed_in
from tadpole.accounts.models import User
from tadpole.errors import Invalid, NotFound
from tadpole.events import publish
from tadpole.text import fits, line
from tadpole.ui.versions import refuse_changed


def add_child(
    *,
    by: User | AnonymousUser,
    nickname: str = "",
    due_date: date | None = None,
    birth_date: date | None = None,
    gestation_weeks: int | None = None,
    gestation_days: int | None = None,
    token: uuid.UUID | None = None,
) -> Child:
    """Remember a child, expected or born. The same `token` again gives the same child."""
    owner = signed_in(by)
    fields = _checked(nickname, due_date, birth_date, gestation_weeks, gestation_days)
    token = token or uuid.uuid4()
    with transaction.atomic():
        family, _made = Family.objects.get_or_create(owner=owner)
        Family.objects.select_for_update().get(pk=family.pk)
        if known := Child.objects.filter(token=token, family=family).first():
            return known
        if family.children.count() >= rules.MOST_CHILDREN:
            raise Invalid(_("%(most)d children is as many as fit in here.") % {"most": rules.MOST_CHILDREN})
        keep_pace(by=owner, doing="families.add_child", most=30, seconds=3600)
        if Child.objects.filter(token=token).exists():
            token = uuid.uuid4()
        child = Child.objects.create(family=family, token=token, **fields)
        publish(FamilyChanged(owner_id=owner.pk))
    return child


def change_child(
    *,
    by: User | AnonymousUser,
    child_id: int,
    nickname: str = "",
    due_date: date | None = None,
    birth_date: date | None = None,
    gestation_weeks: int | None = None,
    gestation_days: int | None = None,
    token: uuid.UUID | None = None,
    version: str = "",
) -> Child:
    """Put a child's particulars right, or tell that it was born. `token` is the form's and means nothing here.

    `version` is the digest of what the form showed; raises Changed when that is not what stands now.
    """
    fields = _checked(nickname, due_date, birth_date, gestation_weeks, gestation_days)
    with transaction.atomic():
        child = Child.objects.visible_to(by).filter(pk=child_id).select_for_update().first()
        if child is None:
            raise NotFound(_("There is nothing here."))
        refuse_changed(version, stands=kept_child(child), wanted=fields)
        Child.objects.filter(pk=child.pk).update(**fields)
        publish(FamilyChanged(owner_id=signed_in(by).pk))
    return Child.objects.visible_to(by).get(pk=child_id)


def remove_child(*, by: User | AnonymousUser, child_id: int) -> None:
    """Forget a child: the row is deleted, nothing is kept."""
    with transaction.atomic():
        count, _rows = Child.objects.visible_to(by).filter(pk=child_id).delete()
        if not count:
            raise NotFound(_("There is nothing here."))
        publish(FamilyChanged(owner_id=signed_in(by).pk))


def _checked(
    nickname: str, due_date: date | None, birth_date: date | None, weeks: int | None, days: int | None
) -> dict[str, str | date | int | None]:
    """The row's fields, or a refusal that names the one at fault."""
    today = timezone.localdate()
    nickname = line(nickname)
    if not fits(nickname, rules.LONGEST_NICKNAME):
        raise Invalid(_("At most %(most)d characters fit here.") % {"most": rules.LONGEST_NICKNAME}, field="nickname")
    if not due_date and not birth_date:
        raise Invalid(_("One date is needed: the due date, or the birth date."), field="due_date")
    if birth_date and birth_date > today:
        raise Invalid(
            _("That day is still to come. If the baby is on the way, put it under due date."), field="birth_date"
        )
    if birth_date and rules.months_between(birth_date, today) >= rules.EARLIEST_BIRTH_YEARS * 12:
        raise Invalid(_("That is more than 18 years ago. Have a look at the year."), field="birth_date")
    if due_date and due_date > today + timedelta(days=rules.TERM + 14):
        raise Invalid(_("A due date is at most ten months away. Have a look at the year."), field="due_date")
    if due_date and not birth_date and due_date < today - timedelta(days=60):
        raise Invalid(_("That day is long past. If the baby is here, tell us the birth date."), field="due_date")
    if due_date and birth_date and rules.gestation_days(due_date, birth_date) is None:
        raise Invalid(
            _("The due date and the birth date are too far apart. One of them may have a wrong year."), field="due_date"
        )
    if weeks is not None and not rules.SHORTEST_GESTATION <= weeks <= rules.LONGEST_GESTATION:
        raise Invalid(_("Weeks at birth are between 20 and 45."), field="gestation_weeks")
    if days is not None and not 0 <= days <= 6:
        raise Invalid(_("A week has 7 days: 0 to 6 fit here."), field="gestation_days")
    if not birth_date:
        weeks = None
    return {
        "nickname": nickname,
        "due_date": due_date,
        "birth_date": birth_date,
        "gestation_weeks": weeks,
        "gestation_days": (days or 0) if weeks is not None else None,
    }


def forget_family(*, user_id: int) -> None:
    """The account is closed: family and children are deleted, nothing is kept."""
    with transaction.atomic():
        Family.objects.filter(owner=user_id).delete()
