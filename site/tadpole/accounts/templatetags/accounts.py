"""Words for the account pages."""

from django import template
from django.conf import settings

from tadpole.accounts.rules import device_of

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    """ "Chrome · Android" out of what a browser says of itself; nothing when it cannot be told."""
    return " · ".join(device_of(user_agent))


@register.simple_tag
def code_minutes(kind: str) -> int:
    """How long a code holds: of `login`, or of `address` when one is confirmed."""
    seconds = {
        "login": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
        "address": settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
    }
    return int(seconds[kind]) // 60


@register.simple_tag
def mails_are_printed() -> bool:
    """Whether this site sends no mail at all and prints them in the terminal where it was started."""
    return str(settings.MAIL_CARRIER) == "django.core.mail.backends.console.EmailBackend"
