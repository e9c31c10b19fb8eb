"""What the account's pages show, and what the sweep looks for."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
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


def can_show_a_factor(*, user_id: int) -> bool:
    """Whether one of a person's authenticators, spare codes among them, can be read with the keys that the site has."""
    return any(opens(data) for data in Authenticator.objects.filter(user_id=user_id).values_list("data", flat=True))


def unopened_factors(*, user_id: int) -> list[int]:
    """Ids of a person's authenticators that were sealed with a key that is gone."""
    every = Authenticator.objects.filter(user_id=user_id).order_by("pk").values_list("pk", "data")
    return [pk for pk, data in every if not opens(data)]
