"""What the account's pages show, and what the sweep looks for."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast

from tadpole.accounts.gateways.factors import opens
from tadpole.accounts.models import User
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


def can_show_a_factor(*, user_id: int) -> bool:
    """Whether one of a person's authenticators, spare codes among them, can be read with the keys that the site has."""
    return any(opens(data) for data in Authenticator.objects.filter(user_id=user_id).values_list("data", flat=True))


def unopened_factors(*, user_id: int) -> list[int]:
    """Ids of a person's authenticators that were sealed with a key that is gone."""
    every = Authenticator.objects.filter(user_id=user_id).order_by("pk").values_list("pk", "data")
    return [pk for pk, data in every if not opens(data)]
