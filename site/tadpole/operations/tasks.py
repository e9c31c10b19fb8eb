"""What the clock runs: the look at its own entries."""

from celery import shared_task
from django.utils import timezone

from tadpole.operations import watch


@shared_task(name="operations.tell_late")
def tell_late() -> None:
    watch.tell_late(timezone.now())
