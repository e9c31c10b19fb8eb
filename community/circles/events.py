"""What happened in circles."""

from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class CircleOpened(Event):
    """A circle is there: made by staff, or the first parent of a month came."""

    circle_id: int


@dataclass(frozen=True)
class CircleJoined(Event):
    circle_id: int
    user_id: int


@dataclass(frozen=True)
class CircleLeft(Event):
    circle_id: int
    user_id: int
