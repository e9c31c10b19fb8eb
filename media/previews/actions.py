"""Asking a page, once, what it says of itself."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from media.previews import gateways
from media.previews.gateways import NotNow, NotShown
from media.previews.models import Preview
from media.previews.queries import link_of
from media.previews.rules import MOST_TRIES

log = logging.getLogger(__name__)
FRESH = timedelta(days=30)
"""A page that is linked again after this time is asked again."""


def preview_link_in(*, html: str) -> Preview | None:
    """Make the card of the first link in a rendered text; None when there is nothing to ask for.

    Raises NotNow when the page may answer later: at most three times, then it is left alone.
    Call it outside any transaction: a page has five seconds to answer.
    """
    url = link_of(html)
    if not url:
        return None
    row = taken(url)
    if row is None:
        return None
    try:
        card = gateways.DOOR.card(url)
    except NotShown as problem:
        noted(row, state=Preview.State.NOTHING, problem=str(problem)[:200])
    except NotNow as problem:
        if row.tries < MOST_TRIES:
            Preview.objects.filter(pk=row.pk).update(problem=str(problem)[:200])
            raise
        noted(row, state=Preview.State.NOTHING, problem=str(problem)[:200])
    else:
        noted(row, state=Preview.State.READY, title=card.title, description=card.description, site=card.site)
    return row


@transaction.atomic
def taken(url: str) -> Preview | None:
    """The row of the page with one more try counted; None when it was asked often enough, or not long ago."""
    Preview.objects.get_or_create(url=url)
    row = Preview.objects.select_for_update().get(url=url)
    stale = row.fetched_at is not None and row.fetched_at < timezone.now() - FRESH
    if (row.state != Preview.State.WAITING and not stale) or row.tries >= MOST_TRIES:
        return None
    row.tries += 1
    row.save(update_fields=["tries"])
    return row


def noted(row: Preview, **found: str) -> None:
    """Keep what came of it, with no try against the next time; a card that was shown stays until there is a newer one."""
    if found["state"] == Preview.State.NOTHING and row.state == Preview.State.READY:
        found["state"] = Preview.State.READY
    row.fetched_at, row.tries = timezone.now(), 0
    for name, value in {"problem": "", **found}.items():
        setattr(row, name, value)
    row.save()
    log.info("a linked page was asked", extra={"preview": row.pk, "state": row.state, "problem": row.problem})
