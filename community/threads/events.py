"""What happened in threads."""

from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class ThreadOpened(Event):
    """Somebody opened a thread in a circle; its first post is number 1."""

    thread_id: int
    circle_id: int | None
    author_id: int


@dataclass(frozen=True)
class ReplyPosted(Event):
    post_id: int
    thread_id: int
    author_id: int


@dataclass(frozen=True)
class PostEdited(Event):
    """Its text, photos or title changed, or it is back after having been hidden."""

    post_id: int
    thread_id: int


@dataclass(frozen=True)
class PostRemoved(Event):
    """Removed by its author or hidden by staff; the number stays."""

    post_id: int
    thread_id: int


@dataclass(frozen=True)
class PostLiked(Event):
    post_id: int
    thread_id: int
    user_id: int


@dataclass(frozen=True)
class ThreadRemoved(Event):
    """Removed with its only post, or hidden by staff."""

    thread_id: int
