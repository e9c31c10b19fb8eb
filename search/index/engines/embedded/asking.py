"""Questions to one set of tables: rank, merge, count, then read the few documents that are shown."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from search.index.engines.embedded import matching, tables
from search.index.rules import FEW, MOST_HITS, TOLD_APART, Answer, Document, Hit, Question, Variant
from search.index.rules.sounds import is_typed_sound, readings, sound_of

VARIANT, LOOSE, SOUND = 0.7, 0.3, 0.2
"""What a hit by another word, by single characters, or by sound is worth beside one by the words themselves."""
TRUSTED = {"guide": 1.25, "live": 1.1, "review": 1.1}
"""What somebody stands for with their name comes before talk that fits as well."""


@dataclass(frozen=True)
class Found:
    """A document's row, scored."""

    id: int
    kind: str
    family: str
    language: str
    score: float


def find(n: int, question: Question) -> Answer:
    terms = matching.terms_of(question.text)
    texts = [] if question.exact else list(question.variants)
    wanted = list(dict.fromkeys([*terms, *(term for one in texts for term in matching.terms_of(one.text))]))
    size, frequencies = documents(n), frequency(n, wanted)
    telling = matching.telling(terms, frequencies, size)
    rounds = [rank(n, matching.strict(telling), 1.0)]
    also = []
    for one in texts:
        if hits := rank(n, for_variant(one, frequencies, size), VARIANT):
            rounds.append(hits)
            also.append(one.word)
    guessed = "" if question.exact else guess(n, question.text, telling, rounds)
    merged = told_apart(together(rounds), question.language)
    counts = dict(Counter(one.kind for one in merged))
    chosen = [one for one in merged if question.kind in ("", one.kind)]
    page = chosen[question.start : question.start + question.size]
    kept = read(n, [one.id for one in page])
    hits = tuple(Hit(kept[one.id], one.score) for one in page if one.id in kept)
    return Answer(hits, counts, tuple(also), guessed, more=len(chosen) > question.start + question.size)


def guess(n: int, text: str, telling: Sequence[str], rounds: list[list[Found]]) -> str:
    """When little was found: read it loosely, then by its sound. Says what helped; adds to `rounds`."""
    guessed = ""
    if len(ids(rounds)) < FEW and (hits := rank(n, matching.either(telling), LOOSE)) and ids([hits]) - ids(rounds):
        rounds.append(hits)
        guessed = "loose"
    if (is_typed_sound(text) or len(ids(rounds)) < FEW) and (hits := by_sound(n, text)) and ids([hits]) - ids(rounds):
        rounds.append(hits)
        guessed = "sound"
    return guessed


def ids(rounds: Iterable[Iterable[Found]]) -> set[int]:
    return {one.id for hits in rounds for one in hits}


def for_variant(one: Variant, frequencies: Mapping[str, int], size: int) -> str:
    """The other word must stand there whole; what else was asked adds to the score."""
    word, telling = matching.phrase(one.word), matching.telling(matching.terms_of(one.text), frequencies, size)
    return f"({word}) AND ({matching.either(telling)})" if word and telling else ""


def by_sound(n: int, text: str) -> list[Found]:
    """By the sound of titles: typed pinyin, or Chinese that was typed with the wrong characters."""
    ways = readings(text if is_typed_sound(text) else sound_of(text))
    return rank(
        n,
        " OR ".join(f"({matching.spoken(way, goes_on=False)})" for way in ways if len(way) > 1),
        SOUND,
        table="sounds",
    )


def rank(n: int, expression: str, weight: float, *, table: str = "words", most: int = MOST_HITS) -> list[Found]:
    """The rows that match, the best first."""
    if not expression:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.id, d.kind, d.family, d.language, m.score FROM (SELECT rowid, rank AS score FROM search_{table}_{n}"
            f" WHERE search_{table}_{n} MATCH %s ORDER BY rank LIMIT {most}) m JOIN search_document_{n} d ON d.id = m.rowid",
            [expression],
        )
        return [
            Found(pk, kind, family, language, -score * weight * TRUSTED.get(kind, 1.0))
            for pk, kind, family, language, score in cursor.fetchall()
        ]


def together(rounds: Iterable[Sequence[Found]]) -> list[Found]:
    """Each document once, with its best score; the best first, the newest of equals."""
    best: dict[int, Found] = {}
    for one in (one for hits in rounds for one in hits):
        if one.id not in best or best[one.id].score < one.score:
            best[one.id] = one
    return sorted(best.values(), key=lambda one: (-one.score, -one.id))


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
    found = rank(n, f"{{title tags}} : ({expression})" if expression else "", 1.0, most=most * 4)
    if is_typed_sound(text) and len(found) < most:
        found = together([found, rank(n, typed_sound(text), SOUND, table="sounds", most=most * 4)])
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
