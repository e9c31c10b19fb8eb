"""Telling the house what happened in the CMS, once for each thing that happened."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from wagtail.models import Page

from content.blocks.events import PageAudienceChanged, PageUnpublished
from content.guides.events import GuidePublished
from content.guides.models import GuidePage
from content.home.queries import lost_publications, lost_withdrawals
from content.reviews.events import ReviewPublished
from content.reviews.models import ReviewPage
from tadpole.events import Event, publish

NEWS: dict[type[Page], Callable[[int, int], Event]] = {GuidePage: GuidePublished, ReviewPage: ReviewPublished}


def key_of(page: Page) -> str:
    """One publication of one page. From its row alone, so that the sweep finds the same key as the signal did."""
    told = page.last_published_at.isoformat() if page.last_published_at else ""
    return f"{page.pk}:{page.live_revision_id or 0}:{told}"


@transaction.atomic
def tell_published(*, page: Page) -> None:
    """Publish the event of a page that went live, once; of pages without one, that their audience changed."""
    news = NEWS.get(page.specific_class)
    if news and page.live:
        publish(news(page.pk, page.live_revision_id or 0), key=key_of(page))
    elif page.live:
        publish(PageAudienceChanged(page.pk, below=False))


@transaction.atomic
def tell_unpublished(*, page: Page) -> None:
    """Publish that a page was taken back; once for each time it was published."""
    if page.specific_class in NEWS:
        told = page.last_published_at.isoformat() if page.last_published_at else ""
        publish(PageUnpublished(page.pk), key=f"{page.pk}:{told}")
    else:
        publish(PageAudienceChanged(page.pk, below=False))


@transaction.atomic
def tell_audience_changed(*, page_id: int) -> None:
    """Publish that others may read a page, or those under it, than before."""
    publish(PageAudienceChanged(page_id, below=True))


def tell_lost(*, now: datetime) -> int:
    """Tell again what a crash between Wagtail's write and ours may have lost; how many pages were looked at."""
    published = lost_publications(list(NEWS), key_of, now - timedelta(days=30))
    for page in published:
        tell_published(page=page)
    withdrawn = lost_withdrawals(now - timedelta(days=30))
    for page_id, key in withdrawn:
        with transaction.atomic():
            publish(PageUnpublished(page_id), key=key)
    return len(published) + len(withdrawn)
