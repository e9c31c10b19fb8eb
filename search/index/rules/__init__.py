"""What is asked of the index and what it answers. Pure: no Django, no database.

`Engine` is the one interface; `engines/` holds those who keep it, `tests/search/index/test_engines.py` is run against each.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Protocol

from tadpole.text import line
from tadpole.text.graphemes import graphemes

KINDS = ("guide", "thread", "entry", "note", "live", "review", "product", "kol", "circle")
"""In the order of the tabs of the results page."""
TALKED = ("thread", "entry", "note")
"""The kinds that carry #topics#."""

LONGEST_QUESTION = 100
"""Characters; what is longer is cut, and the page says so."""
LONGEST_BODY = 60_000
"""Characters of one document that are found; the rest of a very long thread is not."""
MOST_HITS = 1_000
"""Ranked for one question; nobody reads further, and facets count exactly all the same."""
FEW = 5
"""With fewer hits than this the question is also read loosely and by its sound."""

TOLD_APART = {"entry": 2, "note": 1}
"""Of several documents of one family in the same language the highest is shown: an entry before the note it is."""
TRUSTED = {"guide": 1.25, "live": 1.1, "review": 1.1}
"""What somebody stands for with their name comes before talk that fits as well."""
CJK = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


class Away(Exception):
    """The engine does not answer at the moment. Readers are told so; what was to be kept is tried again."""


@dataclass(frozen=True)
class Document:
    """A thing everybody may find. `url` begins with /~/ unless it is the address of a page in its own language.

    `family` is shared by what is the same thing: a page in three languages, a note and the entry it is. `titles` are the
    title in other languages, `topics` folded names, `at` is what lists are ordered by.
    """

    kind: str
    key: str
    title: str
    url: str
    at: datetime
    body: str = ""
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    family: str = ""


@dataclass(frozen=True)
class Variant:
    """The question with one word put in the place of another that means the same."""

    text: str
    word: str


@dataclass(frozen=True)
class Question:
    """`text` as it was typed, cut. `variants` count less than the words themselves; `exact` leaves out all guessing."""

    text: str
    kind: str = ""
    language: str = ""
    variants: Sequence[Variant] = ()
    exact: bool = False
    start: int = 0
    size: int = 10


@dataclass(frozen=True)
class Hit:
    """A document that was found, with its score: higher is better, of use only within one answer."""

    document: Document
    score: float


@dataclass(frozen=True)
class Answer:
    """`counts`: how many of each kind there are, whatever kind was asked for, and under "" how many things. `also`: the words of those variants that found
    something. `guessed`: "" or how the last hits were found: "loose" (single characters), "sound" (pinyin)."""

    hits: Sequence[Hit] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    guessed: str = ""
    more: bool = False

    @property
    def total(self) -> int:
        return self.counts.get("", 0)


@dataclass(frozen=True)
class Topic:
    """A topic and how many things carry it."""

    name: str
    count: int


@dataclass(frozen=True)
class TopicAnswer:
    """Things of one topic, the newest first; `next` is the cursor of the following page, "" on the last one."""

    documents: Sequence[Document]
    counts: Mapping[str, int]
    next: str = ""


class Rebuilding(Protocol):
    """An index being built beside the one that answers."""

    def put(self, documents: Iterable[Document], *, moment: int = 0) -> None: ...

    def swap(self) -> None:
        """From now on the new one answers; between the two there is no gap."""
        ...


class Engine(Protocol):
    """Every call is right by itself: `put` and `drop` again change nothing. While an index is rebuilt they go to both.
    All raise Away when the engine does not answer."""

    def reading(self) -> AbstractContextManager[int]:
        """Rows are read, and what they say is kept, within this. It gives the moment to say with `put` and `drop`: of two
        readings the later one stays, in whatever order they arrive. An engine of this database makes one transaction of it,
        its moment is 0, and readings cannot overtake each other; no transaction waits for an engine elsewhere."""
        ...

    def put(self, documents: Iterable[Document], *, moment: int = 0) -> None:
        """Keep documents, each in the place of what was kept under its kind and key. Without a moment: as of now."""
        ...

    def drop(self, kind: str, keys: Iterable[str], *, moment: int = 0) -> None:
        """Let go of documents; those not there are no matter."""
        ...

    def find(self, question: Question) -> Answer:
        """The best first. Never raises for anything that was typed."""
        ...

    def titles_like(self, text: str, *, most: int, language: str = "") -> Sequence[Document]:
        """Documents whose title or tags begin to match what is being typed, in characters or in pinyin."""
        ...

    def topics_like(self, text: str, *, most: int) -> Sequence[Topic]:
        """Topics that begin with what is being typed, in characters, pinyin or initials; the most used first."""
        ...

    def topics_sounding(self, sound: str, *, most: int) -> Sequence[Topic]:
        """Topics that are spoken like this (pinyin without spaces)."""
        ...

    def popular_topics(self, *, most: int, since: datetime) -> Sequence[Topic]:
        """What is talked about since then."""
        ...

    def of_topic(
        self, topic: str, *, kind: str = "", language: str = "", after: str = "", size: int = 20
    ) -> TopicAnswer:
        """Things that carry a topic (its folded name)."""
        ...

    def rebuild(self) -> Rebuilding:
        """Begin an empty index beside this one; one that was begun before and left is thrown away."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many documents of each kind are kept."""
        ...


def is_single(term: str) -> bool:
    """One Chinese character: it scores, but by itself it finds too much (湿 of 湿疹 is in 湿巾)."""
    return len(term) == 1 and bool(CJK.match(term))


def asked(text: str) -> tuple[str, bool]:
    """What was typed without what cannot be seen, on one line and cut; whether something was cut off."""
    words = line(text[: LONGEST_QUESTION * 50])
    kept = "".join(islice(graphemes(words), LONGEST_QUESTION)).rstrip()
    return kept, len(kept) < len(words) or len(text) > LONGEST_QUESTION * 50


def variants_of(text: str, groups: Iterable[Sequence[str]], *, most: int = 6) -> list[Variant]:
    """`text` (folded) with each word of a group that stands in it replaced by the group's others; the longest word counts."""
    found: dict[str, Variant] = {}
    for group in groups:
        here = max((word for word in group if word and word in text), key=len, default="")
        for other in group:
            if here and other and other != here and other not in text:
                found.setdefault(other, Variant(text.replace(here, other), other))
    return list(found.values())[:most]
