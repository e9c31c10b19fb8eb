"""What can happen to any page."""

from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class PageUnpublished(Event):
    """A page was taken back or deleted; nobody shall find it any more."""

    page_id: int
