"""What the account's pages show, and what the sweep looks for."""

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast

from tadpole.accounts.models import User
from tadpole.events.models import Fact


def opened_untold(now: datetime) -> QuerySet[User]:
    """Accounts of the last week whose opening nobody was told: the process died between the sign-up and the news."""
    told = Fact.objects.filter(name="accounts.AccountOpened", key=Cast(OuterRef("pk"), CharField()))
    recent = User.objects.filter(date_joined__gt=now - timedelta(days=7), date_joined__lt=now - timedelta(minutes=1))
    return recent.filter(~Exists(told)).order_by("pk")
