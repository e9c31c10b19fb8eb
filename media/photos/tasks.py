"""By the clock: pictures that were uploaded and never used, raw pieces of those that did not come whole, and files that the store would not let go of."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from media.photos import actions
from media.photos.queries import UPLOADS_LAST

FORGOTTEN_AFTER = timedelta(hours=48)


@shared_task(name="photos.erase_forgotten")
def erase_forgotten() -> None:
    actions.erase_forgotten(before=timezone.now() - FORGOTTEN_AFTER)
    actions.erase_left()


@shared_task(name="photos.sweep_uploads")
def sweep_uploads() -> None:
    actions.sweep_uploads(before=timezone.now() - UPLOADS_LAST)
