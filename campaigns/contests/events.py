"""What happens in contests."""

from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class EntrySubmitted(Event):
    entry_id: int
    contest_id: int
    author_id: int
    note_id: int


@dataclass(frozen=True)
class EntryChanged(Event):
    """Its note was edited, or it can be seen again."""

    entry_id: int


@dataclass(frozen=True)
class EntryRemoved(Event):
    """Nobody shall find it any more: withdrawn, hidden, or its note is gone."""

    entry_id: int


@dataclass(frozen=True)
class VoteCast(Event):
    entry_id: int
    contest_id: int
    voter_id: int


@dataclass(frozen=True)
class ContestClosed(Event):
    contest_id: int


@dataclass(frozen=True)
class EntryWon(Event):
    """`place` 1 is the first."""

    entry_id: int
    contest_id: int
    author_id: int
    note_id: int
    place: int
