"""Topics: which there are, how they may be typed, what carries them."""

import re
from collections.abc import Sequence
from typing import Any

from search.index.engines.elasticsearch.asking import BY_KIND, Found, buckets, search
from search.index.engines.elasticsearch.shapes import BETWEEN, document
from search.index.rules import Document, Topic, TopicAnswer
from tadpole.text import fold

CURSOR = re.compile(r"(-?\d{1,17})~([a-z]{1,20}:[\w-]{1,60})", re.ASCII)
LONGEST = 60
"""Characters of a topic that somebody begins to type."""
MOST_ENTRIES = 10_000
"""Entries of one topic whose notes are left out of its list."""
THINGS = {"cardinality": {"field": "family", "precision_threshold": 1_000}}


def like(text: str, *, most: int) -> list[Topic]:
    start = fold(text).strip().lstrip("#").replace(BETWEEN, " ")[:LONGEST]
    return by_way(start, most) if start else []


def sounding(sound: str, *, most: int) -> list[Topic]:
    """The whole of it: the mark behind a way ends it."""
    return by_way(f"{sound}{BETWEEN}", most) if sound else []


def by_way(start: str, most: int) -> list[Topic]:
    """Each way of typing holds the name of its topic; one topic found in two ways is one."""
    ways = {"terms": {"field": "ways", "include": f"{quoted(start)}.*", "size": most * 8}, "aggs": {"things": THINGS}}
    found = search({"query": {"prefix": {"ways": {"value": start}}}, "size": 0, "aggs": {"ways": ways}})
    counts = {one["key"].partition(BETWEEN)[2]: one["things"]["value"] for one in buckets(found, "ways")}
    return most_used(counts, most)


def quoted(text: str) -> str:
    """As Lucene's expressions take it: every sign is a sign."""
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in text)


def popular(*, most: int, since: int) -> list[Topic]:
    names = {"terms": {"field": "topics", "size": most * 4}, "aggs": {"things": THINGS}}
    found = search({"query": {"range": {"at": {"gte": since}}}, "size": 0, "aggs": {"names": names}})
    return most_used({one["key"]: one["things"]["value"] for one in buckets(found, "names")}, most)


def most_used(counts: dict[str, int], most: int) -> list[Topic]:
    return [Topic(name, count) for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:most]]


def things(topic: str, *, kind: str, language: str, after: str, size: int) -> TopicAnswer:
    """A page of things, the newest first. A note that is an entry is listed as the entry, unless notes were asked for."""
    entries = {
        "filter": {"term": {"kind": "entry"}},
        "aggs": {"families": {"terms": {"field": "family", "size": MOST_ENTRIES}}},
    }
    carried: dict[str, Any] = {"term": {"topics": topic}}
    told = search({"query": {"bool": {"filter": [carried]}}, "size": 0, "aggs": {"kinds": BY_KIND, "entries": entries}})
    query: dict[str, Any] = {"filter": [carried]}
    if kind:
        query["filter"].append({"term": {"kind": kind}})
    elif families := [one["key"] for one in buckets(told, "entries", "families")]:
        told_as_entries = [{"term": {"kind": "note"}}, {"terms": {"family": families}}]
        query["must_not"] = [{"bool": {"filter": told_as_entries}}]
    documents, following = page(query, after, size)
    return TopicAnswer(documents, {one["key"]: one["doc_count"] for one in buckets(told, "kinds")}, following)


def page(query: dict[str, Any], after: str, size: int) -> tuple[Sequence[Document], str]:
    """The newest first, going on after the cursor; a cursor that is not ours begins at the first page."""
    body: dict[str, Any] = {"query": {"bool": query}, "size": size + 1, "sort": [{"at": "desc"}, {"uid": "asc"}]}
    if cursor := CURSOR.fullmatch(after):
        body["search_after"] = [int(cursor[1]), cursor[2]]
    hits: list[Found] = search(body)["hits"]["hits"]
    shown = hits[:size]
    following = "~".join(str(value) for value in shown[-1]["sort"]) if len(hits) > size else ""
    return [document(hit["_source"]) for hit in shown], following
