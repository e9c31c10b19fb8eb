"""Which accounts were opened on a device before, kept by the device itself: a signed cookie, next to its number.

A stranger who types somebody's address has no such cookie, so what strangers do wrong is counted apart from what the
person does ("device cookies", OWASP). The cookie holds digests, not addresses, and fits only the number it came with.
"""

from collections.abc import Iterable
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tadpole.accounts.rules import DEVICE_KEPT

SALT = "tadpole.accounts.known"
MOST = 8
"""Accounts that one device is known for: a family's tablet, not a shop's."""


def cookie_name() -> str:
    return f"{settings.DEVICE_COOKIE_NAME}-known"


def digest(device: str, email: str) -> str:
    return sha256(f"{device}\n{email.strip().lower()}".encode()).hexdigest()[:20]


def digests_in(request: HttpRequest) -> list[str]:
    age = int(DEVICE_KEPT.total_seconds())
    found = request.get_signed_cookie(cookie_name(), "", salt=SALT, max_age=age)
    return [one for one in str(found).split(".") if one]


def is_known(request: HttpRequest, email: str) -> bool:
    """Whether the account with this address was opened on the asking device before."""
    device = getattr(request, "device", "")
    return bool(device) and digest(device, email) in digests_in(request)


def remember(request: HttpRequest, response: HttpResponse, device: str, emails: Iterable[str]) -> None:
    """Let the device say from now on that it opened the account with these addresses; the latest first."""
    new = [digest(device, email) for email in emails]
    kept = [one for one in digests_in(request) if one not in new]
    response.set_signed_cookie(
        cookie_name(),
        ".".join([*new, *kept][:MOST]),
        salt=SALT,
        max_age=DEVICE_KEPT,
        secure=settings.DEVICE_COOKIE_SECURE,
        httponly=settings.DEVICE_COOKIE_HTTPONLY,
        samesite=settings.DEVICE_COOKIE_SAMESITE,
    )
