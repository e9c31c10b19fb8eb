"""What follows when a page waits for somebody's look."""

from content.blocks import actions
from content.blocks.events import ReviewDelayed
from tadpole.events import listens_to


@listens_to(ReviewDelayed)
def remind_reviewers(event: ReviewDelayed) -> None:
    actions.remind_reviewers(task_state_id=event.task_state_id)
