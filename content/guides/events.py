"""What can happen to a guide."""

from dataclasses import dataclass

from tadpole.events import Event


@dataclass(frozen=True)
class GuidePublished(Event):
    """A guide, or a new version of it, can be read. `revision_id` is 0 when Wagtail kept none (an alias, a copy)."""

    page_id: int
    revision_id: int = 0


@dataclass(frozen=True)
class GuideAwaitsCheck(Event):
    """A guide waits for the yes of the expert it names. Told once for each expert and each time it was handed in."""

    task_state_id: int
    expert_id: int


@dataclass(frozen=True)
class GuideChecked(Event):
    """An expert said yes to the words of a guide; they may be a draft's."""

    page_id: int
    check_id: int


@dataclass(frozen=True)
class GuideSentBack(Event):
    """An expert asked for changes."""

    task_state_id: int
