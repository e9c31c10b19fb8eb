"""What happens to notes."""

from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class NotePublished(Event):
    note_id: int
    author_id: int
    product_id: int | None


@dataclass(frozen=True)
class NoteEdited(Event):
    """Its words, pictures or stars changed, or it is back after having been hidden."""

    note_id: int


@dataclass(frozen=True)
class NoteRemoved(Event):
    """Removed by its author or hidden by staff."""

    note_id: int


@dataclass(frozen=True)
class NoteLiked(Event):
    note_id: int
    user_id: int
