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


@dataclass(frozen=True)
class PageAudienceChanged(Event):
    """Who may read a page may have changed: a restriction was set or lifted, it was moved, or a page without an event of its own
    was published or taken back. `below`: so may who reads the pages under it."""

    page_id: int
    below: bool
