"""What allauth and Django's mail ask us."""

from collections.abc import Sequence
from email.utils import format_datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tadpole.accounts.actions import post_mail, record_consents, sentence_of
from tadpole.accounts.gateways.devices import is_known
from tadpole.accounts.gateways.factors import opened, sealed
from tadpole.accounts.gateways.passwords import note_password
from tadpole.accounts.models import Sanction, User
from tadpole.accounts.queries import can_show_a_factor, in_force
from tadpole.accounts.rules import mail_useful
from tadpole.errors import Refused, TooOften
from tadpole.text.addresses import parsed
from tadpole.ui.middleware import answer

SECONDS_AFTER_FAILURES = 300


class AccountAdapter(DefaultAccountAdapter):
    """Keeps the confirmation of age and the consents with the new account, in one transaction."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.age_confirmed_at = timezone.now()
        with transaction.atomic():
            saved: User = super().save_user(request, user, form, commit)
            if commit:
                record_consents(by=saved)
        note_password(request, saved)
        return saved

    def validation_error(self, code: str, *args: Any) -> Exception:
        """Too many wrong passwords, or wrong codes of a second factor, are the same refusal as any other pace: 429."""
        if code == "too_many_login_attempts":
            wait = _("That was a lot in a short time. Please wait a little and try again.")
            return TooOften(wait, retry_after=SECONDS_AFTER_FAILURES)
        error: Exception = super().validation_error(code, *args)
        return error

    def pre_login(self, request: HttpRequest, user: User, **told: Any) -> HttpResponse | None:
        """Whoever showed that the account is theirs, and is suspended, reads why and until when; nobody else learns of it."""
        if user.is_active and in_force(user.suspended_until, timezone.now()):
            clear_login(request)
            return answer(request, Refused(sentence_of(user, Sanction.Kind.SUSPENSION, user.suspended_until)))
        response: HttpResponse | None = super().pre_login(request, user, **told)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts a try before it is made. Strangers share one count for an address: when it is full they need a code by mail,
        and a device where the account was opened before goes on by a count of its own."""
        known = is_known(request, credentials.get("email", ""))
        key = self._get_login_attempts_cache_key(request, **credentials)
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_known" if known else "login_failed",
            key=f"{key}:{request.device}" if known else key,  # type: ignore[attr-defined]
        )
        if self._login_failed_rl_usage is None:
            if known:
                raise self.validation_error("too_many_login_attempts")
            raise ImmediateHttpResponse(code_instead(request))

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
        useful = mail_useful(
            template_prefix,
            code_seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
            confirmation_seconds=settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
        )
        until = {"Expires": format_datetime(timezone.now() + useful)}
        message: EmailMessage = super().render_mail(template_prefix, email, context, {**(headers or {}), **until})
        return message


def code_instead(request: HttpRequest) -> HttpResponse:
    """The password is not asked of strangers for a while, right or wrong: the way in is the mailbox."""
    context = {"email": request.POST.get("login", ""), "next": request.POST.get("next", "")}
    response = render(request, "account/code_instead.html", context, status=TooOften.status)
    response["Retry-After"] = str(SECONDS_AFTER_FAILURES)
    return response


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
