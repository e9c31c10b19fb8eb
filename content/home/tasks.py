"""What the clock runs."""

from celery import shared_task
from django.utils import timezone

from content.home.actions import tell_lost


@shared_task(name="home.tell_lost", ignore_result=True)
def tell_lost_news() -> None:
    tell_lost(now=timezone.now())
