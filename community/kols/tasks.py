"""What the clock runs."""

from celery import shared_task
from django.utils import timezone

from community.kols.actions import end_pauses


@shared_task(name="kols.end_pauses")
def pauses_over() -> None:
    """Give marks back whose rest is over."""
    end_pauses(now=timezone.now())
