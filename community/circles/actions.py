"""Opening, joining and leaving circles."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from community.circles.events import CircleJoined, CircleLeft, CircleOpened
from community.circles.models import Circle, Membership
from community.circles.rules import slug_of
from tadpole.accounts.actions import keep_pace
from tadpole.accounts.models import User
from tadpole.errors import NotFound, Refused
from tadpole.events import publish


def ensure_birth_club(*, month: date) -> Circle:
    """The birth club of the month that holds `month`; made when it is not there yet, once however many ask."""
    month = month.replace(day=1)
    with transaction.atomic():
        fields = {"kind": Circle.Kind.BIRTH_CLUB, "slug": slug_of(month)}
        circle, new = Circle.objects.get_or_create(month=month, defaults=fields)
        if new:
            publish(CircleOpened(circle_id=circle.pk))
    return circle


def ensure_topic_circle(*, slug: str, name: str, position: int = 100, **texts: str) -> Circle:
    """A circle about a topic; `texts` are the model's other names and descriptions, and whom it is meant for. Says them anew when it is there."""
    with transaction.atomic():
        fields = {"kind": Circle.Kind.TOPIC, "name": name, "position": position, **texts}
        circle, new = Circle.objects.update_or_create(slug=slug, defaults=fields)
        if new:
            publish(CircleOpened(circle_id=circle.pk))
    return circle


def join(*, by: User | AnonymousUser, circle: Circle) -> bool:
    """Become a member; False when one is already (the unique row stops the second click). A birth club to be is made."""
    if not isinstance(by, User):
        raise Refused(_("Please sign in first."))
    keep_pace(by=by, doing="circles.join", most=60, seconds=3600)
    with transaction.atomic():
        circle = saved(circle)
        _row, new = Membership.objects.get_or_create(circle=circle, user=by)
        if new:
            Circle.objects.filter(pk=circle.pk).update(members_count=F("members_count") + 1)
            publish(CircleJoined(circle_id=circle.pk, user_id=by.pk))
    return new


def leave(*, by: User | AnonymousUser, circle: Circle) -> bool:
    """Stop being a member; False when one is not."""
    if not isinstance(by, User) or circle._state.adding:
        return False
    with transaction.atomic():
        gone, _rows = Membership.objects.filter(circle=circle, user=by).delete()
        if gone:
            Circle.objects.filter(pk=circle.pk, members_count__gt=0).update(members_count=F("members_count") - 1)
            publish(CircleLeft(circle_id=circle.pk, user_id=by.pk))
    return bool(gone)


def leave_all(*, user_id: int) -> None:
    """The account is closed: out of every circle, one by one, so that the numbers stay true."""
    with transaction.atomic():
        for membership in Membership.objects.filter(user=user_id).order_by("circle"):
            membership.delete()
            recount_members(circle_id=membership.circle_id)


def saved(circle: Circle) -> Circle:
    """The circle as a row: a birth club that nobody had joined is made now."""
    if not circle._state.adding:
        return circle
    if circle.month is None:
        raise NotFound(_("There is no circle here. It may have another name now."))
    return ensure_birth_club(month=circle.month)


def count_threads(*, circle_id: int, more: int) -> None:
    """`more` threads than before (fewer when negative); called in the transaction that opens or removes them."""
    circles = Circle.objects.filter(pk=circle_id, threads_count__gte=max(0, -more))
    circles.update(threads_count=F("threads_count") + more)


def set_threads(*, circle_id: int, count: int) -> None:
    """What counting the threads themselves gave: for rebuilding."""
    Circle.objects.filter(pk=circle_id).update(threads_count=count)


def recount_members(*, circle_id: int) -> None:
    """Set the members to what the rows say: after somebody left, or when a number looks wrong."""
    with transaction.atomic():
        Circle.objects.select_for_update(no_key=True).filter(pk=circle_id).first()  # held before it is counted
        count = Membership.objects.filter(circle=circle_id).count()
        Circle.objects.filter(pk=circle_id).update(members_count=count)
