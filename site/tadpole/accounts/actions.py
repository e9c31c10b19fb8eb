"""What a person does with an account, and the pace at which things may be done."""

import math
import time

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from tadpole.accounts.events import AccountClosed, AccountOpened
from tadpole.accounts.models import Consent, User
from tadpole.accounts.rules import CONSENTS
from tadpole.errors import Invalid, TooOften
from tadpole.events import publish

CLOCKS_DIFFER = 60  # seconds between any two machines, at most


def keep_pace(*, by: User | AnonymousUser, doing: str, most: int, seconds: int, address: str | None = None) -> None:
    """Refuse (TooOften) when `doing` was done more than `most` times in the running window of `seconds`.

    Counted for the person, and for the network address when one is given. A fixed window: the count starts
    again `seconds` after its first use. Who is refused learns how many seconds are left of it.
    """
    who = [f"u{by.pk}"] if by.is_authenticated else []
    for one in [*who, *([f"a{address}"] if address else [])]:
        key = f"pace:{doing}:{one}"
        count = counted(key, seconds)
        if count > most and (rest := rest_of_window(key, seconds)):
            raise TooOften(_("That was a lot in a short time. Please wait a little and try again."), retry_after=rest)


def counted(key: str, seconds: int) -> int:
    """How often in this window, with this time. Adding and counting are one step each in the cache, so no use is overlooked."""
    cache.add(key, 0, timeout=seconds)
    try:
        count = int(cache.incr(key))
    except ValueError:  # it ran out, or the cache was emptied, between the two calls
        cache.set(key, 1, timeout=seconds)
        count = 1
    if count == 1:
        cache.set(f"{key}:since", time.time(), timeout=seconds)
    return count


def rest_of_window(key: str, seconds: int) -> int:
    """Seconds until the count starts again. 0: a clock was set, by more than clocks differ; it starts again now.

    Caches expire by the clock on the wall: set back by an hour, it would keep a limit of a minute for an hour.
    """
    now = time.time()
    gone = now - cache.get(f"{key}:since", now)
    if -CLOCKS_DIFFER <= gone <= seconds + CLOCKS_DIFFER:
        return max(1, math.ceil(seconds - max(0.0, gone)))
    cache.set(key, 1, timeout=seconds)
    cache.set(f"{key}:since", now, timeout=seconds)
    return 0


def forget_pace(*, by: User, doing: str) -> None:
    """Start a person's count anew: for imports, which do in a minute what hands did in years."""
    cache.delete_many([f"pace:{doing}:u{by.pk}", f"pace:{doing}:u{by.pk}:since"])


@transaction.atomic
def record_consents(*, by: User) -> None:
    """Keep that the person agreed to the texts now in force; their time is the row's."""
    for kind, version in CONSENTS.items():
        Consent.objects.get_or_create(user=by, kind=kind, version=version)


@transaction.atomic
def tell_account_opened(*, by: User) -> None:
    """Publish the news of a sign-up; telling it again does nothing."""
    publish(AccountOpened(user_id=by.pk), key=str(by.pk))


@transaction.atomic
def close_account(*, by: User, email: str) -> None:
    """Nobody can sign in any more and the address is free again; the other apps let go of what they keep."""
    if email.strip().lower() != by.email.lower():
        raise Invalid(_("That is not the e-mail address of this account."), field="email")
    by.email = f"closed-{by.pk}@invalid"
    by.first_name = by.last_name = ""
    by.is_active = by.is_staff = by.is_superuser = False
    by.last_login = by.age_confirmed_at = None
    by.set_unusable_password()
    by.save()
    by.groups.clear()
    by.user_permissions.clear()
    for session in UserSession.objects.filter(user=by):
        session.end()
    for kept in (EmailAddress, Authenticator, Consent):
        kept.objects.filter(user=by).delete()
    publish(AccountClosed(user_id=by.pk), key=str(by.pk))
