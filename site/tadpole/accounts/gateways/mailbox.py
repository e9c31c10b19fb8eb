"""How often a mail may be asked for to one address: strangers neither fill a mailbox nor keep its owner from their own code."""

from allauth.core.ratelimit import consume
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tadpole.accounts.gateways.devices import is_known
from tadpole.accounts.rules import neighbourhood
from tadpole.errors import TooOften

WAIT = 300
"""Seconds."""


def count_mail(request: HttpRequest, email: str) -> None:
    """Counts a mail that is asked for. Raises TooOften when it is one too many.

    A device where the account was opened before has a count of its own. Everybody else is counted with their network address, and
    all of those together (`ACCOUNT_RATE_LIMITS`: mail_known, mail_near, mail_all). Known and unknown addresses are counted alike.
    """
    to = email.strip().lower()
    if is_known(request, to):
        counts = [("mail_known", f"{to}\n{request.device}")]  # type: ignore[attr-defined]
    else:
        counts = [("mail_near", f"{to}\n{neighbourhood(request.META.get('REMOTE_ADDR', ''))}"), ("mail_all", to)]
    if not all(consume(request, action=action, key=key) for action, key in counts):
        wait = _("That was a lot in a short time. Please wait a little and try again.")
        raise TooOften(wait, retry_after=WAIT)
