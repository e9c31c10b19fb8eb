"""What the clock runs for profiles."""

from celery import shared_task
from django.utils import timezone

from community.profiles.actions import ensure_profile
from community.profiles.queries import accounts_without_profile


@shared_task(name="profiles.sweep")
def sweep() -> int:
    """Give a page to open accounts that have none (made by hand, or their sign-up was not heard of)."""
    return len([ensure_profile(by=user) for user in accounts_without_profile(timezone.now())[:200]])
