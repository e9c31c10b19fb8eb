"""Whether a session has shown the password that an account has now. The session keeps Django's digest of it, as it does of
everybody who is signed in."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

KEY = "accounts_password_shown"


def note_password(request: HttpRequest, user: AbstractBaseUser) -> None:
    """It was typed here, at sign-up or sign-in."""
    request.session[KEY] = user.get_session_auth_hash()


def knows_password(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether the one that was typed here is still the account's; somebody else may have signed up again meanwhile."""
    return bool(request.session.pop(KEY, "") == user.get_session_auth_hash())
