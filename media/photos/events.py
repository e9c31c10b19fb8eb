from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class PhotoReceived(Event):
    """A member's picture is stored, re-encoded; only its owner may see it yet."""

    photo_id: str
    owner_id: int


@dataclass(frozen=True)
class PhotoReady(Event):
    """Others may see the picture, and it is there in all its sizes."""

    photo_id: str
    owner_id: int


@dataclass(frozen=True)
class FilesLeft(Event):
    """Pictures are gone; their files, kept by name in LeftFile, have yet to go."""

    ids: list[int]


@dataclass(frozen=True)
class PhotoJudged(Event):
    """Staff let the picture pass, or took it out of others' sight."""

    photo_id: str
    owner_id: int
