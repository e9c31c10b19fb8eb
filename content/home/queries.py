"""What the outbox has not heard of yet, read from the pages themselves."""

from collections.abc import Callable
from datetime import datetime

from wagtail.models import Page

from tadpole.events.models import Fact

PUBLISHED = ("guides.GuidePublished", "reviews.ReviewPublished")
UNPUBLISHED = "blocks.PageUnpublished"


def lost_publications(kinds: list[type[Page]], key_of: Callable[[Page], str], since: datetime) -> list[Page]:
    """Live pages of `kinds` published since then whose publication is in no fact."""
    fresh = [
        page
        for kind in kinds
        for page in kind.objects.live().filter(last_published_at__gte=since).defer("body").order_by("pk")
    ]
    told = set(Fact.objects.filter(name__in=PUBLISHED, at__gte=since).values_list("key", flat=True))
    return [page for page in fresh if key_of(page) not in told]


def lost_withdrawals(since: datetime) -> list[tuple[int, str]]:
    """(page id, key of the news) of pages that were told as published, are not live any more or gone, and nobody was told."""
    last: dict[int, str] = {}
    for page_id, key in (
        Fact.objects.filter(name__in=PUBLISHED, at__gte=since).order_by("pk").values_list("payload__page_id", "key")
    ):
        last[page_id] = f"{page_id}:{(key or '').split(':', 2)[-1]}"
    living = set(Page.objects.live().filter(pk__in=last).values_list("pk", flat=True))
    gone = {page_id: key for page_id, key in last.items() if page_id not in living}
    told = set(Fact.objects.filter(name=UNPUBLISHED, key__in=gone.values()).values_list("key", flat=True))
    return [(page_id, key) for page_id, key in gone.items() if key not in told]
