"""What allauth and Django's mail ask us."""

from collections.abc import Sequence
from email.utils import format_datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tadpole.accounts.actions import post_mail, record_consents
from tadpole.accounts.gateways.factors import opened, sealed
from tadpole.accounts.models import User
from tadpole.accounts.queries import can_show_a_factor
from tadpole.accounts.rules import mail_useful
from tadpole.errors import TooOften
from tadpole.text.addresses import parsed

SECONDS_AFTER_FAILURES = 300


class AccountAdapter(DefaultAccountAdapter):
    """Keeps the confirmation of age and the consents with the new account, in one transaction."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.age_confirmed_at = timezone.now()
        with transaction.atomic():
            saved: User = super().save_user(request, user, form, commit)
            if commit:
                record_consents(by=saved)
        return saved

    def validation_error(self, code: str, *args: Any) -> Exception:
        """Too many wrong passwords, or wrong codes of a second factor, are the same refusal as any other pace: 429."""
        if code == "too_many_login_attempts":
            wait = _("That was a lot in a short time. Please wait a little and try again.")
            return TooOften(wait, retry_after=SECONDS_AFTER_FAILURES)
        error: Exception = super().validation_error(code, *args)
        return error

    def is_safe_url(self, url: str) -> bool:
        """Where allauth may send on to. It would fail over what is no address."""
        return parsed(url) is not None and bool(super().is_safe_url(url))

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """A new member is asked about the family first."""
        return reverse("circles:welcome")

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """The header says until when the mail is of use: a code that is too old need not be sent any more."""
        useful = mail_useful(template_prefix, code_seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        until = {"Expires": format_datetime(timezone.now() + useful)}
        message: EmailMessage = super().render_mail(template_prefix, email, context, {**(headers or {}), **until})
        return message


class PostedMail(BaseEmailBackend):
    """Django's EMAIL_BACKEND: whoever sends a mail in a request, CMS and allauth too, waits for no mail server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(post_mail(message=one) > 0 for one in email_messages)


class MFAAdapter(DefaultMFAAdapter):
    """The secrets of authenticator apps and of spare codes lie in the database under the site's key, not in the clear.

    A copy of the database alone gives nobody a second factor. SECRET_KEY_FALLBACKS still read what an older key wrote.
    """

    def encrypt(self, text: str) -> str:
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return opened(encrypted_text)

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """Whoever could show nothing of theirs, because the key is gone, is not asked; whoever could show one thing is."""
        return bool(super().is_mfa_enabled(user, types)) and can_show_a_factor(user_id=user.pk)
