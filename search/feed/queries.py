"""What a topic page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from search.feed.rules import topic_name
from search.index.queries import Item, popular_topics, things_of_topic
from search.index.rules import TALKED
from tadpole.accounts.models import User
from tadpole.errors import NotFound
from tadpole.text import PlainText, excerpt, fold
from tadpole.ui.paging import KeyPage

Viewer = User | AnonymousUser
ICONS = {"thread": "message-circle", "note": "notebook-pen", "entry": "gift"}


@dataclass(frozen=True)
class Row:
    item: Item
    icon: str
    lead: str


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True)
class TopicPage:
    name: str
    rows: KeyPage[Row]
    tabs: Sequence[Tab]
    others: Sequence[str]
    away: bool = False


def topic_page(viewer: Viewer, name: str, *, kind: str, after: str, now: datetime) -> TopicPage:
    """Threads, notes and entries that carry a topic; NotFound for an address that names none."""
    name = topic_name(name)
    if not fold(name).strip():
        raise NotFound(_("There is no such topic."))
    kind = kind if kind in TALKED else ""
    found = things_of_topic(viewer, name, kind=kind, after=after)
    rows = [Row(item, ICONS[item.document.kind], excerpt(PlainText(item.document.body), 110)) for item in found.items]
    others = [one for one in popular_topics(now) if one != fold(name)]
    return TopicPage(name, KeyPage(rows, found.next), tabs(name, kind, found.counts), others, found.away)


def tabs(name: str, kind: str, counts: Mapping[str, int]) -> list[Tab]:
    """All, then the kinds there are; none when there is only one."""
    labels = {"thread": _("Threads"), "note": _("Notes"), "entry": _("Contest entries")}
    address = reverse("feed:topic", args=[name])
    there = [one for one in TALKED if counts.get(one)]
    if len(there) < 2:
        return []
    every = [Tab(pgettext("topic", "All"), address, sum(counts.values()) - counts.get("entry", 0), not kind)]
    return every + [Tab(labels[one], f"{address}?kind={quote(one)}", counts[one], one == kind) for one in there]
