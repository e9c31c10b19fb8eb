from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class KolVerified(Event):
    """Somebody's papers were checked and found good."""

    user_id: int


@dataclass(frozen=True)
class KolWithdrawn(Event):
    """The mark of trust was taken away again, or the person left."""

    user_id: int
