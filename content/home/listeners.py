"""The border to Wagtail: its signals are told as our events here and nowhere else."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from content.home.actions import tell_audience_changed, tell_published, tell_unpublished


@receiver(page_published)
def on_published(instance: Page, **_: Any) -> None:
    """Sent after Wagtail's own writes, outside their transaction; `tasks.tell_lost` tells what a crash in between lost."""
    tell_published(page=instance)


@receiver(page_unpublished)
def on_unpublished(instance: Page, **_: Any) -> None:
    """Also sent when a live page is deleted."""
    tell_unpublished(page=instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def on_restriction(instance: PageViewRestriction, **_: Any) -> None:
    """Set, changed or lifted: also for all pages below."""
    tell_audience_changed(page_id=instance.page_id)


@receiver(post_page_move)
def on_moved(instance: Page, **_: Any) -> None:
    """Restrictions are those of the place."""
    tell_audience_changed(page_id=instance.pk)
