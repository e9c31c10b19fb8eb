"""Giving badges. Called by the listener of the app that knows why."""

from django.db import transaction
from django.utils.translation import gettext_noop

from community.badges.models import Award
from community.badges.rules import BADGES
from community.notifications.actions import notify
from tadpole.accounts.models import User

AWARDED = gettext_noop("You have a new badge: %(badge)s")


def award(*, to: int, code: str, because: str = "") -> bool:
    """Give person `to` the badge, and tell them; False when they hold it already (for this same `because`).

    The unique row stops the second one. KeyError for a code that rules.BADGES does not know: a bug.
    """
    badge = BADGES[code]
    if not User.objects.filter(pk=to, is_active=True).exists():
        return False
    with transaction.atomic():
        row, new = Award.objects.get_or_create(user_id=to, code=code, because=because[:80])
        if new:
            words = {"badge": {"msgid": badge.msgid}}
            notify(to=to, kind="badge", message=AWARDED, params=words, url=f"/~/people/{to}/", key=f"badge:{row.pk}")
    return new


def take_away(*, from_: int, code: str) -> None:
    """What the badge said is not so any more."""
    with transaction.atomic():
        Award.objects.filter(user=from_, code=code).delete()


def take_away_all(*, from_: int) -> None:
    """The account is closed."""
    with transaction.atomic():
        Award.objects.filter(user=from_).delete()
