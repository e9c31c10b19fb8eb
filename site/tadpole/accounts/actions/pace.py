"""The pace at which things may be done."""

import math
import time

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.utils.translation import gettext as _

from tadpole.accounts.models import User
from tadpole.accounts.rules import NEIGHBOURS, neighbourhood
from tadpole.errors import SignedOut, TooOften
from tadpole.ui.members import SIGNED_OUT

CLOCKS_DIFFER = 60  # seconds between any two machines, at most


def signed_in(by: User | AnonymousUser) -> User:
    """The person, or SignedOut: also when the session ended while something was being written."""
    if not isinstance(by, User):
        raise SignedOut(SIGNED_OUT)
    return by


def keep_pace(
    *, by: User | AnonymousUser, doing: str, most: int, seconds: int, address: str | None = None, device: str = ""
) -> None:
    """Refuse (TooOften) when `doing` was done more than `most` times in the running window of `seconds`.

    Counted for the person and the device (`accounts.rules.NEIGHBOURS` says what for) and, when one is given, for the network
    address: all of it may do more, strangers in it (neither signed in nor with a device) together only `most`. A fixed
    window: the count starts again `seconds` after its first use. Who is refused learns how many seconds are left of it.
    """
    who = {f"u{by.pk}": most} if by.is_authenticated else {}
    if device:
        who[f"d{device}"] = most
    if address:
        near = neighbourhood(address)
        who |= {f"a{near}": most * NEIGHBOURS} if who else {f"s{near}": most}
    for one, allowed in who.items():
        key = f"pace:{doing}:{one}"
        count = counted(key, seconds)
        if count > allowed and (rest := rest_of_window(key, seconds)):
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
