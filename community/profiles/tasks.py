"""What the clock runs for profiles."""

from celery import shared_task

from community.profiles.actions import ensure_profile
from community.profiles.queries import accounts_without_profile


@shared_task(name="profiles.sweep")
def sweep() -> int:
    """Give a page to open accounts that have none (made by hand, or before their sign-up was heard of)."""
    return len([ensure_profile(by=user) for user in accounts_without_profile()[:200]])
