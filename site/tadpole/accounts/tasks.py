"""What the clock runs."""

from celery import shared_task
from django.utils import timezone

from tadpole.accounts.actions import send_left_mails, tell_account_opened
from tadpole.accounts.queries import opened_untold


@shared_task(name="accounts.tell_untold")
def tell_untold() -> None:
    """Tell of sign-ups whose news a crash lost."""
    for user in opened_untold(timezone.now())[:500]:
        tell_account_opened(by=user)


@shared_task(name="accounts.send_left_mails")
def mails_left() -> None:
    """Go on with the mails of a mail server that was away for hours; throw away what is of no use any more."""
    send_left_mails(now=timezone.now())
