"""How the secrets of authenticator apps and of spare codes lie in the database: under the site's key, not in the clear."""

import base64
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tadpole.errors import Conflict

SEALED = "gAAAA"
"""What every sealed text begins with. No secret of allauth's does: those are capitals and digits, or small hexadecimals."""
_checking: ContextVar[bool] = ContextVar("checking", default=False)


class Unopened(Conflict):
    """It was sealed with a key that the site no longer has. A template shows nothing of it."""

    silent_variable_failure = True


def keys() -> MultiFernet:
    every = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (
        salted_hmac("tadpole.accounts", "second factor", secret=key, algorithm="sha256").digest() for key in every
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def sealed(text: str) -> str:
    return keys().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """Raises Unopened; but while a code is checked, a secret of nobody's comes instead, which no code fits."""
    if not text.startswith(SEALED):
        return text  # from before they were sealed
    try:
        return keys().decrypt(text.encode()).decode()
    except InvalidToken:
        if _checking.get():
            return base64.b32encode(secrets.token_bytes(20)).decode()
        raise Unopened(
            _(
                "Your spare codes cannot be read any more. Add a passkey, or turn the app off and on: new ones come with it."
            )
        ) from None


@contextmanager
def checking() -> Iterator[None]:
    """A code is asked of each authenticator in turn: one that cannot be opened refuses it, and the next one is asked."""
    token = _checking.set(True)
    try:
        yield
    finally:
        _checking.reset(token)


def opens(data: Mapping[str, Any]) -> bool:
    """Whether the secrets of an authenticator can be read; a passkey has none."""
    try:
        for text in (data.get("secret"), data.get("seed"), *data.get("migrated_codes", [])):
            opened(text or "")
    except Unopened:
        return False
    return True
