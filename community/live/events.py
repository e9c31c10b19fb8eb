"""What happened to live sessions. Comments are not told: they go through the hub."""

from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class SessionScheduled(Event):
    """Somebody will be live, or their words or hour were changed before the start."""

    session_id: int
    host_id: int


@dataclass(frozen=True)
class SessionStarted(Event):
    session_id: int
    host_id: int


@dataclass(frozen=True)
class SessionEnded(Event):
    session_id: int
    host_id: int | None


@dataclass(frozen=True)
class FollowersTold(Event):
    """One batch of the host's followers knows; `last` is the last of them by id, the next batch follows it."""

    session_id: int
    host_id: int
    last: int
