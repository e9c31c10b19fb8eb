"""Questions to one set of tables: rank, merge, count, then read the few documents that are shown."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from search.index.engines.embedded import matching, tables
from search.index.rules import FEW, MOST_HITS, TOLD_APART, TRUSTED, Answer, Document, Hit, Question
from search.index.rules.sounds import is_typed_sound, readings, sound_of

VARIANT, LOOSE, SOUND = 0.7, 0.3, 0.2
"""What a hit by another word, by single characters, or by sound is worth beside one by the words themselves."""
IN_TITLE = 0.5
"""What it is worth beside the best fit that the whole question stands in the title."""


@dataclass(frozen=True)
class Found:
    """A document's row, scored."""

    id: int
    kind: str
    family: str
    language: str
    score: float


@dataclass(frozen=True)
class Asked:
    """A question made ready: what is asked for in the words themselves, and in other words."""

    text: str
    telling: Sequence[str]
    variants: Sequence[tuple[str, str]]
    """(word, expression)"""
    exact: bool


@dataclass(frozen=True)
class Round:
    """What was found, which other words helped, and how it was guessed."""

    found: list[Found]
    also: tuple[str, ...]
    guessed: str


def find(n: int, question: Question) -> Answer:
    asked = ready(n, question)
    everything = round_of(n, asked, "")
    capped = len(everything.found) >= MOST_HITS
    found = round_of(n, asked, question.kind).found if capped and question.kind else everything.found
    chosen = told_apart([one for one in found if question.kind in ("", one.kind)], question.language)
    page = chosen[question.start : question.start + question.size]
    kept = read(n, [one.id for one in page])
    return Answer(
        hits=tuple(Hit(kept[one.id], one.score) for one in page if one.id in kept),
        counts=counted(n, matching.strict(asked.telling)) if capped else of_each_kind(everything.found),
        also=everything.also,
        guessed=everything.guessed,
        more=len(chosen) > question.start + question.size,
    )


def of_each_kind(found: Iterable[Found]) -> dict[str, int]:
    """How many things of each kind, and of all kinds together (""): an entry and its note are one thing in two kinds."""
    things = {(kind, one.family) for one in found for kind in ("", one.kind)}
    return dict(Counter(kind for kind, _family in things))


def ready(n: int, question: Question) -> Asked:
    """Two look-ups: how many documents there are, and how many hold each term."""
    texts = [] if question.exact else list(question.variants)
    terms = {text: matching.terms_of(text) for text in [question.text, *(one.text for one in texts)]}
    frequencies = frequency(n, list(dict.fromkeys(term for several in terms.values() for term in several)))
    size = documents(n)
    variants = [
        (one.word, matching.with_word(one.word, matching.telling(terms[one.text], frequencies, size))) for one in texts
    ]
    return Asked(question.text, matching.telling(terms[question.text], frequencies, size), variants, question.exact)


def round_of(n: int, asked: Asked, kind: str) -> Round:
    """All ways of asking together, the best first."""
    rounds = [evened(rank(n, matching.strict(asked.telling), kind=kind), 1.0)]
    also = []
    for word, expression in asked.variants:
        if hits := rank(n, expression, kind=kind):
            rounds.append(evened(hits, VARIANT))
            also.append(word)
    guessed = "" if asked.exact else guess(n, asked, rounds, kind)
    titled = {one.id for one in rank(n, matching.in_title(asked.text), kind=kind)} if rounds[0] else set()
    return Round(together(rounds, titled), tuple(also), guessed)


def guess(n: int, asked: Asked, rounds: list[list[Found]], kind: str) -> str:
    """When little was found: read it loosely, then by its sound. Says what helped; adds to `rounds`."""
    guessed = ""
    if len(ids(rounds)) < FEW:
        loose = evened(rank(n, matching.either(asked.telling), kind=kind), LOOSE)
        guessed = "loose" if ids([loose]) - ids(rounds) else ""
        rounds.append(loose)
    if is_typed_sound(asked.text) or len(ids(rounds)) < FEW:
        sounding = evened(rank(n, sound(asked.text), table="sounds", kind=kind), SOUND)
        guessed = "sound" if ids([sounding]) - ids(rounds) else guessed
        rounds.append(sounding)
    return guessed


def ids(rounds: Iterable[Iterable[Found]]) -> set[int]:
    return {one.id for hits in rounds for one in hits}


def sound(text: str) -> str:
    """By the sound of titles: typed pinyin, or Chinese that was typed with the wrong characters."""
    ways = readings(text if is_typed_sound(text) else sound_of(text))
    return " OR ".join(f"({matching.spoken(way, goes_on=False)})" for way in ways if len(way) > 1)


def rank(n: int, expression: str, *, kind: str = "", table: str = "words", most: int = MOST_HITS) -> list[Found]:
    """The rows that match, the best first."""
    if not expression:
        return []
    found = f"search_{table}_{n}"
    if kind:
        among = f"SELECT w.rowid, w.rank AS score FROM {found} w JOIN search_document_{n} k ON k.id = w.rowid WHERE w.{found} MATCH %s AND k.kind = %s ORDER BY w.rank LIMIT {most}"
    else:
        among = f"SELECT rowid, rank AS score FROM {found} WHERE {found} MATCH %s ORDER BY rank LIMIT {most}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.id, d.kind, d.family, d.language, m.score FROM ({among}) m JOIN search_document_{n} d ON d.id = m.rowid",
            [expression, kind] if kind else [expression],
        )
        return [Found(pk, kind, family, language, -score) for pk, kind, family, language, score in cursor.fetchall()]


def counted(n: int, expression: str) -> dict[str, int]:
    """As `of_each_kind`, for all that match the words themselves, however many there are."""
    if not expression:
        return {}
    matching_ones = f"SELECT kind, family FROM search_document_{n} WHERE id IN (SELECT rowid FROM search_words_{n} WHERE search_words_{n} MATCH %s)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH found AS MATERIALIZED ({matching_ones}) SELECT kind, count(DISTINCT family) FROM found GROUP BY kind"
            " UNION ALL SELECT '', count(DISTINCT family) FROM found",
            [expression],
        )
        return dict(cursor.fetchall())


def evened(found: Sequence[Found], weight: float) -> list[Found]:
    """Scores from 0 to `weight`: two ways of asking can be compared, also where a term is so common that it scores nothing."""
    best = max((one.score for one in found), default=0) or 1.0
    return [replace(one, score=one.score / best * weight) for one in found]


def together(rounds: Iterable[Sequence[Found]], titled: Set[int] = frozenset()) -> list[Found]:
    """Each document once, with its best score; the best first, the newest of equals."""
    best: dict[int, Found] = {}
    for one in (one for hits in rounds for one in hits):
        if one.id not in best or best[one.id].score < one.score:
            best[one.id] = one
    worth = [
        replace(one, score=(one.score + IN_TITLE * (one.id in titled)) * TRUSTED.get(one.kind, 1.0))
        for one in best.values()
    ]
    return sorted(worth, key=lambda one: (-one.score, -one.id))


def told_apart(found: Sequence[Found], language: str) -> list[Found]:
    """One of each family: in the reader's language if there is one, an entry before its note."""
    chosen: dict[str, Found] = {}
    for one in found:
        other = chosen.get(one.family)
        if other is None or preference(one, language) > preference(other, language):
            chosen[one.family] = one
    shown = {one.id for one in chosen.values()}
    return [one for one in found if one.id in shown]


def preference(one: Found, language: str) -> tuple[bool, int]:
    return one.language == language, TOLD_APART.get(one.kind, 0)


def documents(n: int) -> int:
    """About how many there are: ids are given in a row, so it costs nothing to know."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM search_document_{n}")
        return int(cursor.fetchone()[0])


def frequency(n: int, terms: Sequence[str]) -> dict[str, int]:
    """In how many documents each term is."""
    if not terms:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT term, doc FROM search_vocabulary_{n} WHERE term IN ({', '.join(['%s'] * len(terms))})", list(terms)
        )
        return dict(cursor.fetchall())


def titles_like(n: int, text: str, *, most: int, language: str) -> list[Document]:
    expression = matching.beginning(text)
    found = rank(n, f"{{title tags}} : ({expression})" if expression else "", most=most * 4)
    if is_typed_sound(text) and len(found) < most:
        found = together([evened(found, 1.0), evened(rank(n, typed_sound(text), table="sounds", most=most * 4), SOUND)])
    shown = told_apart(found, language)[:most]
    kept = read(n, [one.id for one in shown])
    return [kept[one.id] for one in shown if one.id in kept]


def typed_sound(text: str) -> str:
    """Pinyin as it is being typed, or the first letters of it."""
    letters = "".join(letter for letter in text.lower() if "a" <= letter <= "z")
    ways = [matching.spoken(way, goes_on=True) for way in readings(text)]
    if 2 <= len(letters) <= 8:
        ways.append(matching.initials(letters))
    return " OR ".join(f"({way})" for way in ways)


def read(n: int, pks: Sequence[int]) -> dict[int, Document]:
    """Documents by id."""
    if not pks:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {tables.COLUMNS} FROM search_document_{n} WHERE id IN ({', '.join(['%s'] * len(pks))})",
            list(pks),
        )
        return {row[0]: document(row[1:]) for row in cursor.fetchall()}


def document(row: Sequence[Any]) -> Document:
    kind, key, family, language, title, titles, body, tags, topics, url, at = row
    when = datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%f").replace(tzinfo=UTC)
    return Document(
        kind,
        key,
        title,
        url,
        when,
        body,
        tuple(json.loads(tags)),
        tuple(json.loads(topics)),
        json.loads(titles),
        language,
        family,
    )
