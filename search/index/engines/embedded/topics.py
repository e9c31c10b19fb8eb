"""Topics in one set of tables."""

import re
from collections.abc import Sequence
from typing import Any

from django.db import connection

from search.index.engines.embedded.asking import read
from search.index.rules import Topic, TopicAnswer
from tadpole.text import fold

END = "\U0010ffff"
CURSOR = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6})~(\d{1,18})", re.ASCII)


def like(n: int, text: str, *, most: int) -> list[Topic]:
    start = fold(text).strip().lstrip("#")
    if not start:
        return []
    ways = ["topic"] + (["sound", "initials"] if start.isascii() and start.isalpha() else [])
    condition = " OR ".join(f"({way} >= %s AND {way} < %s)" for way in ways)
    return counted(n, condition, [start, start + END] * len(ways), most)


def sounding(n: int, sound: str, *, most: int) -> list[Topic]:
    return counted(n, "sound = %s", [sound], most) if sound else []


def popular(n: int, *, most: int, since: str) -> list[Topic]:
    return counted(n, "at >= %s", [since], most)


def counted(n: int, condition: str, values: Sequence[Any], most: int) -> list[Topic]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT topic, count(DISTINCT family) AS many FROM search_topic_{n} WHERE {condition} GROUP BY topic ORDER BY many DESC, topic LIMIT %s",
            [*values, most],
        )
        return [Topic(name, count) for name, count in cursor.fetchall()]


def things(n: int, topic: str, *, kind: str, language: str, after: str, size: int) -> TopicAnswer:
    """A page of things, the newest first. A note that is an entry is listed as the entry, unless notes were asked for."""
    where, values = ["t.topic = %s"], [topic]  # type: list[str], list[Any]
    if kind:
        where.append("t.kind = %s")
        values.append(kind)
    else:
        where.append(
            f"NOT (t.kind = 'note' AND EXISTS (SELECT 1 FROM search_topic_{n} o WHERE o.topic = t.topic AND o.family = t.family AND o.kind = 'entry'))"
        )
    if cursor_of := CURSOR.fullmatch(after):
        where.append("(t.at, t.document) < (%s, %s)")
        values += [cursor_of[1], int(cursor_of[2])]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.document, t.at FROM search_topic_{n} t WHERE {' AND '.join(where)} ORDER BY t.at DESC, t.document DESC LIMIT %s",
            [*values, size + 1],
        )
        rows = cursor.fetchall()
        cursor.execute(f"SELECT kind, count(*) FROM search_topic_{n} WHERE topic = %s GROUP BY kind", [topic])
        counts = dict(cursor.fetchall())
    shown = rows[:size]
    kept = read(n, [row[0] for row in shown])
    return TopicAnswer(
        [kept[pk] for pk, _ in shown if pk in kept],
        counts,
        f"{shown[-1][1]}~{shown[-1][0]}" if len(rows) > size else "",
    )
