"""allauth's news, told as ours; and the mails' way out."""

from typing import Any

from allauth.account.signals import user_signed_up
from django.dispatch import receiver
from django.utils import timezone

from tadpole.accounts.actions import send_mail, tell_account_opened
from tadpole.accounts.events import AccountClosed, MailPosted
from tadpole.accounts.gateways import mark_of, note_closed
from tadpole.accounts.models import User
from tadpole.events import listens_to


@receiver(user_signed_up)
def hear_sign_up(user: User, **_: Any) -> None:
    """allauth sends this outside any transaction; what a crash loses here, the sweep tells."""
    tell_account_opened(by=user)


@listens_to(MailPosted, queue="mail", alone=True)
def carry_mail(event: MailPosted) -> None:
    """Alone: a mail server may take seconds to answer, and what it took is not undone by a rollback."""
    send_mail(mail_id=event.mail_id, now=timezone.now())


@listens_to(AccountClosed, queue="slow", alone=True)
def note_in_ledger(event: AccountClosed) -> None:
    """So that a backup brought back does not bring the person back."""
    user = User.objects.filter(pk=event.user_id).first()
    if user is not None:
        note_closed(mark_of(user.pk, user.date_joined))
