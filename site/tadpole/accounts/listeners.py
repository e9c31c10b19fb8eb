"""allauth's news, told as ours."""

from typing import Any

from allauth.account.signals import user_signed_up
from django.dispatch import receiver

from tadpole.accounts.actions import tell_account_opened
from tadpole.accounts.models import User


@receiver(user_signed_up)
def hear_sign_up(user: User, **_: Any) -> None:
    """allauth sends this outside any transaction; what a crash loses here, the sweep tells."""
    tell_account_opened(by=user)
