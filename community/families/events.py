"""What happened in a family: whose, and nothing about a child."""

from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class FamilyChanged(Event):
    """A child was added, changed or removed."""

    owner_id: int
