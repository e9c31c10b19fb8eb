"""What the clock runs."""

from celery import shared_task
from django.utils import timezone

from tadpole.accounts.actions import close_unconfirmed, forget_ended_sessions, send_left_mails, tell_account_opened
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


@shared_task(name="accounts.forget_ended_sessions")
def sessions_ended() -> None:
    """What Django's command `clearsessions` is for; and what allauth keeps beside each session."""
    forget_ended_sessions(now=timezone.now())


@shared_task(name="accounts.close_unconfirmed")
def sign_ups_unconfirmed() -> None:
    close_unconfirmed(now=timezone.now())
