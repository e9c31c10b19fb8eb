"""Hears every event."""

import dataclasses

from tadpole.accounts.events import AccountClosed
from tadpole.analytics import actions
from tadpole.events import Event, hearing, listens_to
from tadpole.events.registry import name_of


@listens_to(Event)
def measure(event: Event) -> None:
    actions.measure(fact_id=hearing().fact_id, name=name_of(type(event)), payload=dataclasses.asdict(event))


@listens_to(AccountClosed)
def forget(event: AccountClosed) -> None:
    actions.forget(user_id=event.user_id)
