from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class AccountOpened(Event):
    """Somebody signed up."""

    user_id: int


@dataclass(frozen=True)
class MailPosted(Event):
    """A mail waits to be sent."""

    mail_id: int


@dataclass(frozen=True)
class AccountClosed(Event):
    """Somebody's account is closed; everybody who keeps something of theirs lets it go."""

    user_id: int
