"""The border to Wagtail: its signals are told as our events here and nowhere else."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from content.home.actions import tell_published, tell_unpublished


@receiver(page_published)
def on_published(instance: Page, **_: Any) -> None:
    """Sent after Wagtail's own writes, outside their transaction; `tasks.tell_lost` tells what a crash in between lost."""
    tell_published(page=instance)


@receiver(page_unpublished)
def on_unpublished(instance: Page, **_: Any) -> None:
    """Also sent when a live page is deleted."""
    tell_unpublished(page=instance)
