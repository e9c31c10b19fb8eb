"""What the results page shows: hits with their marks, tabs with their counts, help where nothing fits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from search.index.queries import Item, Results, popular_topics, results, suggestions
from search.index.rules import KINDS
from search.results.rules import LAST_PAGE, PAGE, Emergency, around, emergency
from tadpole.accounts.models import User
from tadpole.text import fold, highlight, tokens

Viewer = User | AnonymousUser
ICONS = {
    "guide": "book-open", "review": "medal", "product": "package", "thread": "message-circle", "note": "notebook-pen",
    "entry": "gift", "kol": "user-round-check", "live": "video", "circle": "users-round",
}  # fmt: skip
LEAD = 110


@dataclass(frozen=True)
class Line:
    """One result. `title` and `lead` are escaped and hold <mark> only."""

    item: Item
    icon: str
    title: SafeString
    lead: SafeString


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True)
class SearchPage:
    results: Results
    lines: Sequence[Line]
    tabs: Sequence[Tab]
    emergency: Emergency
    topics: Sequence[str]
    kind: str
    here: str
    exact_href: str
    previous: str
    next: str


@dataclass(frozen=True)
class Ideas:
    """Suggestions: words to search for (with their marks), and things to go to."""

    words: Sequence[tuple[str, str, SafeString]]
    lines: Sequence[Line]


def search_page(viewer: Viewer, text: str, *, kind: str, exact: bool, number: int, now: datetime) -> SearchPage:
    """The page for a question; for none, ideas."""
    found = results(viewer, text, kind=kind, exact=exact, start=(number - 1) * PAGE, size=PAGE)
    kind = kind if found.counts.get(kind) else ""
    terms = marked_terms(found.text, found.also, found.near)
    words = {"q": found.text, "kind": kind, "words": "exact" if exact else ""}
    return SearchPage(
        results=found,
        lines=[line(item, terms) for item in found.items],
        tabs=tabs(found, kind, words),
        emergency=emergency(fold(found.text)),
        topics=popular_topics(now),
        kind=kind,
        here=href(**words, page=str(number)),
        exact_href=href(**{**words, "words": "exact", "kind": ""}),
        previous=href(**words, page=str(number - 1)) if number > 1 else "",
        next=href(**words, page=str(number + 1)) if found.more and number < LAST_PAGE else "",
    )


def ideas(viewer: Viewer, text: str) -> Ideas:
    words, items = suggestions(viewer, text)
    terms = marked_terms(text)
    return Ideas([(word, href(q=word), marked(word, terms)) for word in words], [line(item, terms) for item in items])


def tabs(found: Results, kind: str, words: dict[str, str]) -> list[Tab]:
    """All, then the kinds that were found."""
    labels = {
        "guide": _("Guides"), "review": _("Reviews"), "product": _("Products"), "thread": _("Threads"), "note": _("Notes"),
        "entry": _("Contest entries"), "kol": _("Experts"), "live": pgettext("search", "Live"), "circle": _("Circles"),
    }  # fmt: skip
    rest = {name: value for name, value in words.items() if name != "kind"}
    every = [Tab(pgettext("search", "All"), href(**rest), found.total, not kind)]
    return every + [
        Tab(labels[one], href(**rest, kind=one), found.counts[one], one == kind)
        for one in KINDS
        if found.counts.get(one)
    ]


def href(**words: str) -> str:
    """The results page with these words in its address; empty ones and page 1 are left out."""
    said = {name: value for name, value in words.items() if value and (name, value) != ("page", "1")}
    return f"{reverse('results:search')}?{urlencode(said)}"


def marked_terms(text: str, *others: Iterable[str]) -> list[str]:
    """What is marked in the results: the words, pairs before single characters, so that 湿疹 is marked and not every 湿."""
    texts = [text, *(word for several in others for word in several)]
    terms = dict.fromkeys(term for one in texts for term in tokens(one))
    return sorted(terms, key=len, reverse=True)


def line(item: Item, terms: Sequence[str]) -> Line:
    return Line(
        item, ICONS[item.document.kind], marked(item.title, terms), lead(item.card.words or item.document.body, terms)
    )


def lead(body: str, terms: Sequence[str]) -> SafeString:
    """The words around the first place that fits best, marked."""
    flat = " ".join(body[:6_000].split())
    segments, at = highlight(flat, terms), 0
    for segment in segments:
        if segment.hit:
            break
        at += len(segment.text)
    start, end = around(flat, at if any(one.hit for one in segments) else 0, LEAD)
    piece = flat[start:end].strip()
    return marked(("…" if start else "") + piece + ("…" if end < len(flat) else ""), terms)


def marked(text: str, terms: Sequence[str]) -> SafeString:
    """Escaped, with <mark> around the words that were asked for."""
    parts = (f"<mark>{escape(one.text)}</mark>" if one.hit else escape(one.text) for one in highlight(text, terms))
    return mark_safe("".join(parts))  # noqa: S308
