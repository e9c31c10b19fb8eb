"""People who closed their account after the backup was made do not come back with it."""

from tadpole.accounts.actions import close_account
from tadpole.accounts.gateways import mark_of
from tadpole.accounts.models import User
from tadpole.events.bus import deliver_one
from tadpole.events.models import Delivery


def close_again(marks: set[str]) -> int:
    """Close the open accounts that these marks of the ledger name, and let everybody let go of theirs now; how many."""
    ids = {int(mark.split("-", 1)[0]) for mark in marks if mark.split("-", 1)[0].isdecimal()}
    closed = 0
    for one in User.objects.filter(pk__in=ids, is_active=True).order_by("pk"):
        if mark_of(one.pk, one.date_joined) in marks:
            close_account(by=one, email=one.email)
            deliver_now(one.pk)
            closed += 1
    return closed


def deliver_now(user_id: int) -> None:
    """This news alone: what else waited when the backup was made is for the workers of the site that opens again."""
    waiting = Delivery.objects.waiting().filter(fact__name="accounts.AccountClosed", fact__key=str(user_id))
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
        deliver_one(pk)
