"""allauth's news, told as ours; and the mails' way out."""

from typing import Any

from allauth.account.signals import user_signed_up
from allauth.mfa.models import Authenticator
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone

from tadpole.accounts.actions import make_room_for_factor, send_mail, tell_account_opened
from tadpole.accounts.events import AccountClosed, MailPosted
from tadpole.accounts.gateways import mark_of, note_closed
from tadpole.accounts.models import User
from tadpole.events import listens_to


@receiver(user_signed_up)
def hear_sign_up(user: User, **_: Any) -> None:
    """allauth sends this outside any transaction; what a crash loses here, the sweep tells."""
    tell_account_opened(by=user)


@receiver(pre_save, sender=Authenticator)
def hear_new_factor(instance: Authenticator, raw: bool = False, **_: Any) -> None:
    """In allauth's own transaction: a person has one app and one set of spare codes, so the old ones would be in the way."""
    if instance.pk is None and not raw:
        make_room_for_factor(by=instance.user)


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
