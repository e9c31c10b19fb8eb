"""The embedded engine: SQLite FTS5 in the same database, so that a document changes with the transaction that changed it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from search.index.engines.embedded import asking, tables, topics
from search.index.rules import Answer, Document, Question, Topic, TopicAnswer
from search.index.rules.sounds import initials_of, sound_of, spoken
from tadpole.text import tokens

TOKENS = Sequence[str]


class SearchEngine:
    """Keeps `search.index.rules.Engine`."""

    @contextmanager
    def reading(self) -> Iterator[int]:
        """SQLite lets one write at a time: no reading overtakes another."""
        with transaction.atomic():
            yield 0

    def put(self, documents: Iterable[Document], *, moment: int = 0) -> None:
        kept = list(documents)
        with transaction.atomic():
            for n in writable():
                write(n, kept)

    def drop(self, kind: str, keys: Iterable[str], *, moment: int = 0) -> None:
        gone = [str(key) for key in keys]
        with transaction.atomic():
            for n in writable():
                erase(n, [(kind, key) for key in gone])

    def find(self, question: Question) -> Answer:
        return asking.find(tables.state()[0], question)

    def titles_like(self, text: str, *, most: int, language: str = "") -> Sequence[Document]:
        return asking.titles_like(tables.state()[0], text, most=most, language=language)

    def topics_like(self, text: str, *, most: int) -> Sequence[Topic]:
        return topics.like(tables.state()[0], text, most=most)

    def topics_sounding(self, sound: str, *, most: int) -> Sequence[Topic]:
        return topics.sounding(tables.state()[0], sound, most=most)

    def popular_topics(self, *, most: int, since: datetime) -> Sequence[Topic]:
        return topics.popular(tables.state()[0], most=most, since=stamp(since))

    def of_topic(
        self, topic: str, *, kind: str = "", language: str = "", after: str = "", size: int = 20
    ) -> TopicAnswer:
        return topics.things(tables.state()[0], topic, kind=kind, language=language, after=after, size=size)

    def rebuild(self) -> "Beside":
        with transaction.atomic():
            live, _ = tables.state()
            tables.empty(1 - live)
            tables.set_state(live, 1 - live)
        return Beside(1 - live)

    def counts(self) -> Mapping[str, int]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT kind, count(*) FROM search_document_{tables.state()[0]} GROUP BY kind")
            return dict(cursor.fetchall())


class Beside:
    """The set that is being built. The engine's own `put` and `drop` reach it too, so it misses nothing."""

    def __init__(self, n: int) -> None:
        self.n = n

    def put(self, documents: Iterable[Document], *, moment: int = 0) -> None:
        with transaction.atomic():
            write(self.n, list(documents))

    def swap(self) -> None:
        with transaction.atomic():
            tables.set_state(self.n, None)
        with transaction.atomic():
            tables.empty(1 - self.n)


def writable() -> list[int]:
    live, building = tables.state()
    return [live] if building is None else [live, building]


def stamp(at: datetime) -> str:
    """Of one length and in UTC: sorts as text."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def write(n: int, documents: Sequence[Document]) -> None:
    erase(n, [(one.kind, one.key) for one in documents])
    for one in documents:
        document = insert_document(n, one)
        insert_words(n, document, one)
        insert_topics(n, document, one)


def insert_document(n: int, one: Document) -> int:
    row = [
        one.kind,
        one.key,
        family(one),
        one.language,
        one.title,
        packed(dict(one.titles)),
        one.body,
        packed(one.tags),
        packed(one.topics),
        one.url,
        stamp(one.at),
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_document_{n} ({tables.COLUMNS}) VALUES ({', '.join(['%s'] * len(row))})", row
        )
        return int(cursor.lastrowid)


def insert_words(n: int, document: int, one: Document) -> None:
    titles = list(dict.fromkeys([one.title, *one.titles.values()]))
    sounds = [run for text in [*titles, *one.tags] for run in spoken(text)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_words_{n} (rowid, title, body, tags) VALUES (%s, %s, %s, %s)",
            [
                document,
                *(
                    " ".join(token for text in texts for token in tokens(text))
                    for texts in (titles, [one.body], one.tags)
                ),
            ],
        )
        cursor.execute(
            f"INSERT INTO search_sounds_{n} (rowid, syllables, initials) VALUES (%s, %s, %s)",
            # a mark between runs, so that no phrase reaches over a comma
            [
                document,
                " 0 ".join(" ".join(run) for run in sounds),
                " 0 ".join(" ".join(syllable[0] for syllable in run) for run in sounds),
            ],
        )


def insert_topics(n: int, document: int, one: Document) -> None:
    rows = [
        (topic, stamp(one.at), document, one.kind, family(one), sound_of(topic), initials_of(topic))
        for topic in dict.fromkeys(one.topics)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO search_topic_{n} (topic, at, document, kind, family, sound, initials) VALUES (%s, %s, %s, %s, %s, %s, %s)",
            rows,
        )


def family(one: Document) -> str:
    return one.family or f"{one.kind}:{one.key}"


def packed(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def erase(n: int, pairs: Sequence[tuple[str, str]]) -> None:
    with connection.cursor() as cursor:
        for kind, key in pairs:
            cursor.execute(f"DELETE FROM search_document_{n} WHERE kind = %s AND key = %s RETURNING id", [kind, key])
            for (document,) in cursor.fetchall():
                for table, column in (("words", "rowid"), ("sounds", "rowid"), ("topic", "document")):
                    cursor.execute(f"DELETE FROM search_{table}_{n} WHERE {column} = %s", [document])
