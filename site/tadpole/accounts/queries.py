"""What the account's pages show, and what the sweep looks for."""

from collections.abc import Collection
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tadpole.accounts.gateways.factors import opens
from tadpole.accounts.models import Sanction, User
from tadpole.events.held import Holder, Standing
from tadpole.events.models import Fact


def opened_untold(now: datetime) -> QuerySet[User]:
    """Accounts of the last week whose opening nobody was told: the process died between the sign-up and the news."""
    told = Fact.objects.filter(name="accounts.AccountOpened", key=Cast(OuterRef("pk"), CharField()))
    recent = User.objects.filter(date_joined__gt=now - timedelta(days=7), date_joined__lt=now - timedelta(minutes=1))
    return recent.filter(~Exists(told)).order_by("pk")


def sessions_left(now: datetime) -> QuerySet[UserSession]:
    """What allauth keeps of sessions that are gone. It looks itself only when their owner opens the list of sessions."""
    standing = Session.objects.filter(session_key=OuterRef("session_key"))
    return UserSession.objects.filter(~Exists(standing), created_at__lt=now - timedelta(hours=1))


def unconfirmed_sign_ups(before: datetime) -> QuerySet[User]:
    """Open accounts from before then that nobody signed in to and whose only address was never confirmed."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    asked = EmailAddress.objects.filter(user=OuterRef("pk"), verified=False)
    unused = User.objects.filter(is_active=True, is_staff=False, last_login=None, date_joined__lt=before)
    return unused.filter(Exists(asked), ~Exists(confirmed)).order_by("pk")


def addresses_of(user: User) -> list[str]:
    """With which a person may sign in."""
    return [*EmailAddress.objects.filter(user=user).order_by("-primary", "pk").values_list("email", flat=True)[:8]]


def unconfirmed(email: str) -> QuerySet[User]:
    """Accounts that say they have this address and never showed it; staff are not among them."""
    lower = email.strip().lower()
    shown = EmailAddress.objects.filter(user=OuterRef("pk"), email=lower, verified=True)
    rows = User.objects.filter(email__iexact=lower, is_staff=False, is_superuser=False)
    return rows.filter(~Exists(shown)).order_by("pk")


def session_digest(key: str | None) -> str:
    """What a ticket says of a session: nobody can be it who only has the digest."""
    return salted_hmac("tadpole.accounts.session", key or "").hexdigest()[:32]


def standing(holders: Collection[Holder]) -> Standing:
    """Who of them is still signed in, by that session and with the password it was opened with; in one query."""
    now = timezone.now()
    kept = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    rows = UserSession.objects.filter(user__in={one.person for one in holders}, user__is_active=True)
    rows = rows.exclude(user__suspended_until__gt=now).select_related("user").order_by("pk")
    found: Standing = {}
    for row in rows.annotate(kept=Subquery(kept.values("session_data")[:1])):
        holder = Holder(row.user_id, session_digest(row.session_key))
        if holder in holders and row.kept and opened_with(row.kept, row.user):
            found[holder] = row.user.silenced_until
    return found


def opened_with(data: str, user: User) -> bool:
    """Whether a session's stored data opens this account today."""
    said = SessionStore().decode(data)
    today = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return said.get(SESSION_KEY) == str(user.pk) and said.get(HASH_SESSION_KEY) in today


def in_force(until: datetime | None, now: datetime) -> bool:
    return until is not None and until > now


def sanctions_of(person_id: int) -> QuerySet[Sanction]:
    """What was decided about a member. Who may read that is decided by the room that shows it."""
    return Sanction.objects.filter(person=person_id)


def can_show_a_factor(*, user_id: int) -> bool:
    """Whether one of a person's authenticators, spare codes among them, can be read with the keys that the site has."""
    return any(opens(data) for data in Authenticator.objects.filter(user_id=user_id).values_list("data", flat=True))


def unopened_factors(*, user_id: int) -> list[int]:
    """Ids of a person's authenticators that were sealed with a key that is gone."""
    every = Authenticator.objects.filter(user_id=user_id).order_by("pk").values_list("pk", "data")
    return [pk for pk, data in every if not opens(data)]
