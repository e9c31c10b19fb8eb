"""Reading cards: one query a page."""

from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings

from media.previews.models import Preview
from media.previews.rules import link_in

Key = TypeVar("Key")


def our_hosts() -> frozenset[str]:
    """Names of this site: a link home needs no card."""
    return frozenset({*settings.ALLOWED_HOSTS, urlsplit(settings.ORIGIN).hostname or ""})


def link_of(html: str) -> str:
    """The link in a rendered text that has a card; empty for none, and where previews are off."""
    return link_in(html, our_hosts()) if settings.LINK_PREVIEWS and "href=" in html else ""


def cards_for(texts: Mapping[Key, str]) -> dict[Key, Preview]:
    """{key: card} of those rendered texts whose link has one; no query when no text holds a link."""
    links = {key: link for key, html in texts.items() if (link := link_of(html))}
    if not links:
        return {}
    ready = Preview.objects.filter(url__in=set(links.values()), state=Preview.State.READY)
    cards = {card.url: card for card in ready}
    return {key: cards[link] for key, link in links.items() if link in cards}
