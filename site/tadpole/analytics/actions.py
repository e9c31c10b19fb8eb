"""Keeping measurements, and erasing a person's."""

from typing import Any

from django.conf import settings
from django.db import transaction

from tadpole.accounts.models import User
from tadpole.analytics.models import Measurement
from tadpole.analytics.rules import actor_of, kept_properties, pseudonym


@transaction.atomic
def measure(*, fact_id: int, name: str, payload: dict[str, Any]) -> None:
    """One row an event, however often it is heard; nobody's when the account was closed meanwhile."""
    who = actor_of(payload)
    if who and not User.objects.filter(pk=who, is_active=True).exists():
        who = None
    Measurement.objects.get_or_create(
        fact_id=fact_id,
        defaults={
            "name": name,
            "actor": pseudonym(who, settings.SECRET_KEY) if who else "",
            "properties": kept_properties(payload),
        },
    )


@transaction.atomic
def forget(*, user_id: int) -> None:
    """Erase a person's rows."""
    Measurement.objects.filter(actor=pseudonym(user_id, settings.SECRET_KEY)).delete()
