"""What can happen to a guide."""

from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class GuidePublished(Event):
    """A guide, or a new version of it, can be read. `revision_id` is 0 when Wagtail kept none (an alias, a copy)."""

    page_id: int
    revision_id: int = 0
