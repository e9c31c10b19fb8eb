"""What the clock runs for the CMS."""

from celery import shared_task
from django.utils import timezone

from content.blocks import actions


@shared_task(name="blocks.follow_schedule")
def follow_schedule() -> None:
    """What Wagtail's command `publish_scheduled` is for."""
    actions.follow_schedule(now=timezone.now())


@shared_task(name="blocks.clear_desks")
def clear_desks() -> None:
    """Who edited what, and previews of unsaved forms: Wagtail deletes them only when somebody else opens the editor."""
    actions.clear_desks()


@shared_task(name="blocks.follow_up_reviews")
def follow_up_reviews() -> None:
    actions.follow_up_reviews(now=timezone.now())
