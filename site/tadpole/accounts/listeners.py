"""allauth's news, told as ours; and the mails' way out."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import (
    authentication_step_completed,
    email_confirmed,
    password_changed,
    password_reset,
    password_set,
    user_logged_in,
    user_signed_up,
)
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from tadpole.accounts.actions import make_room_for_factor, send_mail, take_over, tell_account_opened
from tadpole.accounts.events import AccountClosed, MailPosted
from tadpole.accounts.gateways import mark_of, note_closed
from tadpole.accounts.gateways.passwords import knows_password, note_password
from tadpole.accounts.models import User
from tadpole.accounts.queries import addresses_of
from tadpole.events import held, listens_to


@receiver(user_signed_up)
def hear_sign_up(user: User, **_: Any) -> None:
    """allauth sends this outside any transaction; what a crash loses here, the sweep tells."""
    tell_account_opened(by=user)


@receiver(authentication_step_completed)
def hear_step(request: HttpRequest, user: User, method: str, **_: Any) -> None:
    """Whoever showed the password may keep it when the address is confirmed in this session."""
    if method == "password":
        note_password(request, user)


@receiver(email_confirmed)
def hear_confirmed(request: HttpRequest, email_address: EmailAddress, **_: Any) -> None:
    """allauth sends this in the request that showed the code."""
    knows = request.user == email_address.user or knows_password(request, email_address.user)
    take_over(by=email_address.user, email=email_address.email, knows_password=knows)


@receiver([user_logged_out, password_changed, password_set, password_reset])
def hear_session_end(**_: Any) -> None:
    """Sockets are asked after at once, and not only in some seconds."""
    transaction.on_commit(held.tell, robust=True)


@receiver(user_logged_in)
def hear_signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    """`PaceMiddleware` lets the device keep it."""
    request.opened_with = addresses_of(user)  # type: ignore[attr-defined]


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
