"""Asking the index, and reading what was found as it is at this moment for this viewer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import get_language

from search.index.documents import SOURCES, Card, Viewer
from search.index.engines import engine
from search.index.models import Synonyms
from search.index.rules import KINDS, Away, Document, Question, asked, variants_of
from search.index.rules.sounds import sound_of
from tadpole.text import fold
from tadpole.ui.context import address

RECENT = timedelta(days=60)


@dataclass(frozen=True)
class Item:
    """A document and its card; `href` in the reader's language."""

    document: Document
    card: Card
    href: str
    title: str


@dataclass(frozen=True)
class Results:
    """`text` is what was asked, `cut` when it was too long. `near`: words that sound the same, to try instead. `away`: nobody
    could be asked; it says nothing about what there is."""

    text: str
    cut: bool
    items: Sequence[Item]
    counts: Mapping[str, int]
    also: Sequence[str] = ()
    guessed: str = ""
    near: Sequence[str] = ()
    more: bool = False
    away: bool = False

    @property
    def total(self) -> int:
        return self.counts.get("", 0)


@dataclass(frozen=True)
class Things:
    """A page of what carries a topic."""

    items: Sequence[Item]
    counts: Mapping[str, int]
    next: str
    away: bool = False


def results(
    viewer: Viewer, text: str, *, kind: str = "", exact: bool = False, start: int = 0, size: int = 10
) -> Results:
    """What answers `text`, best first; nothing typed makes it fail."""
    words, cut = asked(text)
    groups = synonym_groups()
    variants = variants_of(fold(words), groups)
    question = Question(words, kind if kind in SOURCES else "", language(), tuple(variants), exact, start, size)
    try:
        answer = engine().find(question)
        near = sounding_like(words, groups) if words and not exact and (answer.guessed or not answer.hits) else []
    except Away:
        return Results(words, cut, (), {}, away=True)
    items = shown(viewer, [hit.document for hit in answer.hits])
    return Results(words, cut, items, answer.counts, answer.also, answer.guessed, near, answer.more)


def things_of_topic(viewer: Viewer, topic: str, *, kind: str = "", after: str = "") -> Things:
    """Threads, notes and entries that carry #topic#, the newest first."""
    try:
        answer = engine().of_topic(fold(topic), kind=kind, language=language(), after=after)
    except Away:
        return Things((), {}, "", away=True)
    return Things(shown(viewer, answer.documents), answer.counts, answer.next)


def suggestions(viewer: Viewer, text: str, *, words: int = 4, titles: int = 5) -> tuple[list[str], list[Item]]:
    """While somebody types: words to search for, and things to go to. Without the engine: the words that editors know."""
    typed, _cut = asked(text)
    if not typed:
        return [], []
    known = [word for group in synonym_groups(folded=False) for word in group if begins(word, typed)]
    try:
        topics = [topic.name for topic in engine().topics_like(typed, most=words)]
        found = engine().titles_like(typed, most=titles, language=language())
    except Away:
        return list(dict.fromkeys(known))[:words], []
    return list(dict.fromkeys([*known[:words], *topics]))[:words], shown(viewer, found)


def popular_topics(now: datetime, *, most: int = 12) -> list[str]:
    """What people have been talking about; nothing while the engine is away."""
    try:
        return [topic.name for topic in engine().popular_topics(most=most, since=now - RECENT)]
    except Away:
        return []


def synonym_groups(*, folded: bool = True) -> list[list[str]]:
    """The editors' groups of words that mean the same."""
    groups = [one.each for one in Synonyms.objects.order_by("pk")]
    return [[fold(word) for word in group] for group in groups] if folded else groups


def sounding_like(text: str, groups: Iterable[Sequence[str]], *, most: int = 3) -> list[str]:
    """Known words that are spoken like `text` and written otherwise: did you mean these?"""
    folded = fold(text)
    sound = sound_of(text) or "".join(letter for letter in folded if letter.isalpha())
    words = [word for group in groups for word in group if sound and sound_of(word) == sound]
    topics = [topic.name for topic in engine().topics_sounding(sound, most=most)]
    return [word for word in dict.fromkeys([*words, *topics]) if word != folded][:most]


def begins(word: str, typed: str) -> bool:
    """Whether a word begins with what is typed, in characters or in pinyin."""
    start = fold(typed)
    if fold(word).startswith(start):
        return True
    letters = start.replace(" ", "").replace("'", "")
    return len(letters) > 1 and letters.isascii() and letters.isalpha() and sound_of(word).startswith(letters)


def shown(viewer: Viewer, documents: Sequence[Document]) -> list[Item]:
    """With their cards, in order; without those that `viewer` may not see by now."""
    cards = {
        kind: SOURCES[kind].cards(viewer, [int(one.key) for one in documents if one.kind == kind])
        for kind in KINDS
        if any(one.kind == kind for one in documents)
    }
    found = ((one, cards.get(one.kind, {}).get(one.key)) for one in documents)
    return [
        Item(
            one,
            card,
            address(one.url) if one.url.startswith("/~/") else one.url,
            one.titles.get(language()) or one.title,
        )
        for one, card in found
        if card
    ]


def language() -> str:
    return get_language() or ""
