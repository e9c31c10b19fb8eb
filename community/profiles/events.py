from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class Followed(Event):
    """Somebody wants to hear more of somebody."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class ProfileChanged(Event):
    """A person's name, picture, words or mark of trust are other than before."""

    user_id: int
