"""What can happen to any page."""

from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class PageUnpublished(Event):
    """A page was taken back or deleted; nobody shall find it any more."""

    page_id: int


@dataclass(frozen=True)
class ReviewDelayed(Event):
    """Somebody was asked to look at a page before it is published, days ago, and has not. Told once for each reminder."""

    task_state_id: int
