"""What a person does with an account, and the pace at which things may be done."""

import logging
import math
import time
from datetime import datetime
from email.utils import formatdate, make_msgid, parsedate_to_datetime
from importlib import import_module
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tadpole.accounts.events import AccountClosed, AccountOpened, MailPosted
from tadpole.accounts.gateways.mail import Letter, NobodyThere, NotCarried, carry, seal, unseal
from tadpole.accounts.models import Consent, Mail, User
from tadpole.accounts.queries import sessions_left, unconfirmed_sign_ups, unopened_factors
from tadpole.accounts.rules import (
    CONFIRMED_WITHIN,
    CONSENTS,
    MAIL_LEASE,
    MAIL_LEFT_BEHIND,
    MAIL_USEFUL,
    NEIGHBOURS,
    neighbourhood,
)
from tadpole.errors import Conflict, Invalid, TooOften
from tadpole.events import publish

log = logging.getLogger(__name__)
CLOCKS_DIFFER = 60  # seconds between any two machines, at most


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


def forget_ended_sessions(*, now: datetime) -> int:
    """Delete sessions that have run out, and the network addresses and browsers that were noted beside them; how many of those."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return int(sessions_left(now).delete()[0])


def close_unconfirmed(*, now: datetime, most: int = 200) -> int:
    """Close sign-ups whose address nobody confirmed and that nobody ever used: the address is free again; how many."""
    before, closed = now - CONFIRMED_WITHIN, 0
    for pk in list(unconfirmed_sign_ups(before).values_list("pk", flat=True)[:most]):
        with transaction.atomic():  # asked again under the row's lock: the person may be signing in at last
            user = unconfirmed_sign_ups(before).select_for_update(of=("self",)).filter(pk=pk).first()
            if user is not None:
                close_account(by=user, email=user.email)
                closed += 1
    return closed


def make_room_for_factor(*, by: User) -> None:
    """What was sealed with a key that is gone is kept, should the key come back, until its owner sets up a new factor."""
    if gone := unopened_factors(user_id=by.pk):
        Authenticator.objects.filter(pk__in=gone).delete()


@transaction.atomic
def post_mail(*, message: EmailMessage) -> int:
    """Keep a mail, sealed, for each address it goes to, and tell the one who sends; how many.

    Its header `Expires` says until when it is of use. Attachments are not taken: nothing here sends any.
    """
    if message.attachments:
        raise ValueError("mails with attachments cannot be posted")
    expires = message.extra_headers.get("Expires")
    until = parsedate_to_datetime(expires) if expires else timezone.now() + MAIL_USEFUL
    letters = [letter_to(one, message) for one in message.recipients()]
    for letter in letters:
        mail = Mail.objects.create(sealed=seal(letter), useful_until=until)
        publish(MailPosted(mail_id=mail.pk))
    return len(letters)


def letter_to(address: str, message: EmailMessage) -> Letter:
    """The message as it goes to one of its addresses. Every try has the same Message-ID, so that a mailbox can tell."""
    alternatives = [[str(one.content), str(one.mimetype)] for one in getattr(message, "alternatives", [])]
    own = {"Message-ID": make_msgid(domain=urlsplit(settings.ORIGIN).hostname), "Date": formatdate()}
    return Letter(
        sender=message.from_email,
        to=address,
        subject=str(message.subject),
        body=str(message.body),
        subtype=message.content_subtype,
        alternatives=alternatives,
        headers={**own, **{name: str(value) for name, value in message.extra_headers.items()}},
    )


def send_mail(*, mail_id: int, now: datetime) -> None:
    """Give a posted mail to the mail server, once; again does nothing. Raises NotCarried when it has to be tried again.

    Whoever sends takes the row first, so that two cannot send the same. Only a worker that dies between the mail server's
    yes and the row's end leaves a mail that is sent a second time.
    """
    # nobody takes it for so long: whoever wrote that had a clock which was set back since
    free = Q(taken_until=None) | Q(taken_until__lte=now) | Q(taken_until__gt=now + 2 * MAIL_LEASE)
    if not Mail.objects.filter(free, pk=mail_id).update(taken_until=now + MAIL_LEASE):
        if Mail.objects.filter(pk=mail_id).exists():
            raise Conflict("somebody is sending this mail")
        return
    mail = Mail.objects.get(pk=mail_id)
    if mail.useful_until <= now:
        log.warning("mail %s was thrown away: it came to be of no use at %s", mail_id, mail.useful_until)
        mail.delete()
        return
    try:
        letter = unseal(mail.sealed)
        carry(letter)
    except NobodyThere as problem:
        log.warning("mail %s was thrown away: %s at %s", mail_id, problem, letter.domain)
    except NotCarried:
        Mail.objects.filter(pk=mail_id).update(taken_until=None)
        raise
    mail.delete()


def send_left_mails(*, now: datetime, most: int = 50) -> int:
    """Go on with mails that have waited long, until three have failed; throw away those of no use; how many are gone.

    In no order: one that is always refused must not stand before the others.
    """
    left = Mail.objects.filter(Q(posted_at__lt=now - MAIL_LEFT_BEHIND) | Q(useful_until__lte=now))
    gone = failed = 0
    for pk in left.order_by("?").values_list("pk", flat=True)[:most]:
        try:
            send_mail(mail_id=pk, now=now)
            gone += 1
        except (NotCarried, Conflict) as problem:
            failed += 1
            log.warning("mail %s is still here: %s", pk, problem)
        if failed == 3:
            break
    return gone
