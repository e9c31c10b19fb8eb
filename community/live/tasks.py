"""What the clock runs for live sessions."""

from celery import shared_task
from django.utils import timezone

from community.live import actions


@shared_task(name="live.close_forgotten")
def close_forgotten() -> None:
    actions.close_forgotten(now=timezone.now())
