"""What allauth asks us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from tadpole.accounts.actions import record_consents
from tadpole.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Keeps the confirmation of age and the consents with the new account, in one transaction."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.age_confirmed_at = timezone.now()
        with transaction.atomic():
            saved: User = super().save_user(request, user, form, commit)
            if commit:
                record_consents(by=saved)
        return saved

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """A new member is asked about the family first."""
        return reverse("circles:welcome")
