"""The second factor of people in tests: an authenticator app in seven lines, and the mark it leaves in a session."""

import time
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client


def an_app(*, of: Any) -> str:
    """Give a person an authenticator app and spare codes; the app's secret."""
    secret = generate_totp_secret()
    TOTP.activate(of, secret)
    RecoveryCodes.activate(of)
    return secret


def code(secret: str) -> str:
    """What the app shows now. It is taken for as long as the app shows it: who has few seconds left waits for the next."""
    left = 30 - time.time() % 30
    if left < 6:
        time.sleep(left)
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def shown(client: Client, person: Any, *, seconds_ago: float = 0) -> Client:
    """The browser of somebody who came in with a second factor."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time() - seconds_ago},
        {"method": "mfa", "type": Authenticator.Type.TOTP, "at": time.time() - seconds_ago},
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client
