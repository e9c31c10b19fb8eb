"""Questions: one request for most of them, a second one when little was found or when families have to be told apart."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.index.engines.elasticsearch import wording
from search.index.engines.elasticsearch.door import read
from search.index.engines.elasticsearch.keeping import reading
from search.index.engines.elasticsearch.shapes import document
from search.index.engines.elasticsearch.wording import Query
from search.index.rules import FEW, KINDS, TOLD_APART, Answer, Document, Hit, Question
from search.index.rules.sounds import is_typed_sound

Found = dict[str, Any]
ORDER = [{"_score": "desc"}, {"at": "desc"}, {"uid": "asc"}]
GUESSES = ("sound", "loose")
MOST_TWINS = 10_000
"""Families of which several were found, for one question; further ones would be counted as strangers."""
BY_KIND = {"terms": {"field": "kind", "size": len(KINDS)}}


def find(question: Question) -> Answer:
    ways = {"words": wording.strict(question.text)}
    if not question.exact:
        ways |= {f"also {one.word}": wording.with_word(one.word, one.text) for one in question.variants}
        if is_typed_sound(question.text):
            ways["sound"] = wording.by_sound(question.text)
    found = asked(question, ways := evened(ways))
    plain = counted(found, "all but sound") if "sound" in ways and len(ways) > 1 else everything(found)
    if not question.exact and plain < FEW:
        ways |= {"loose": wording.loose(question.text), "sound": wording.by_sound(question.text)}
        found = asked(question, ways := evened(ways))
    counts = of_each_kind(found)
    return Answer(
        hits=told_apart(question, ways, found["hits"]["hits"]),
        counts=counts,
        also=tuple(one.word for one in question.variants if counted(found, f"also {one.word}")),
        guessed=guessed(found, ways),
        more=counts.get(question.kind, 0) > question.start + question.size,
    )


def evened(ways: Mapping[str, Query]) -> dict[str, Query]:
    """Each way of asking weighed so that its best hit is worth its share of the best by the words themselves: how rare
    another word is must not lift it above the one that was asked for. Ways that ask for nothing are left out."""
    there = {name: way for name, way in ways.items() if way != wording.NOTHING}
    if len(there) < 2:
        return there
    best = dict(zip(there, best_scores(list(there.values())), strict=True))
    whole = best.get("words") or 1.0
    return {
        name: wording.weighed(way, share(name) * whole / best[name]) if best[name] else way
        for name, way in there.items()
    }


def share(way: str) -> float:
    return {"words": 1.0, "loose": wording.LOOSE, "sound": wording.SOUND}.get(way, wording.VARIANT)


def best_scores(queries: Sequence[Query]) -> list[float]:
    """What the best hit of each query scores; 0 without any."""

    def ask(client: Elasticsearch) -> list[float]:
        lines: list[dict[str, Any]] = []
        for query in queries:
            lines += [
                {"ignore_unavailable": True},
                {"query": query, "size": 1, "_source": False, "track_total_hits": False},
            ]
        answers = client.msearch(index=reading(), searches=lines)["responses"]
        return [float((one.get("hits") or {}).get("max_score") or 0.0) for one in answers]

    return read(ask)


def asked(question: Question, ways: Mapping[str, Query]) -> Found:
    """One request. Facets are of all kinds, the hits of the one that was asked for, one of each family. Of several ways
    each is counted by itself; "all but …" is everything that was found in another way than by guessing so."""
    some = dict(ways)
    for guess in GUESSES:
        if guess in ways:
            some[f"all but {guess}"] = wording.best_of(way for name, way in ways.items() if name != guess)
    aggregations: dict[str, Any] = {
        "kinds": BY_KIND,
        "twins": {
            "filter": {"term": {"shared": True}},
            "aggs": {
                "families": {
                    "terms": {"field": "family", "min_doc_count": 2, "size": MOST_TWINS},
                    "aggs": {"kinds": BY_KIND},
                }
            },
        },
    }
    if len(ways) > 1:
        aggregations["ways"] = {"filters": {"filters": some}}
    body: dict[str, Any] = {
        "query": wording.trusting(wording.best_of(ways.values())),
        "collapse": {"field": "family"},
        "sort": ORDER,
        "from_": question.start,
        "size": question.size,
        "track_scores": True,
        "aggs": aggregations,
    }
    if question.kind:
        body["post_filter"] = {"term": {"kind": question.kind}}
    return search(body)


def search(body: Mapping[str, Any]) -> Found:
    """The server's answer; an index that was never made holds nothing."""

    def ask(client: Elasticsearch) -> Found:
        return dict(
            client.search(
                index=reading(),
                ignore_unavailable=True,
                allow_partial_search_results=False,
                track_total_hits=body.get("track_total_hits", False),
                **{name: value for name, value in body.items() if name != "track_total_hits"},
            ).body
        )

    return read(ask)


def buckets(found: Found, *path: str) -> list[Found]:
    """Of an aggregation; none where there is no index."""
    here: Any = found.get("aggregations") or {}
    for name in path:
        here = here.get(name) or {}
    return list(here.get("buckets") or [])


def counted(found: Found, way: str) -> int:
    """How many documents were found in one of several ways."""
    ways = ((found.get("aggregations") or {}).get("ways") or {}).get("buckets") or {}
    return int(ways.get(way, {}).get("doc_count", 0))


def everything(found: Found) -> int:
    """How many documents were found in whatever way."""
    return sum(int(one["doc_count"]) for one in buckets(found, "kinds"))


def of_each_kind(found: Found) -> dict[str, int]:
    """How many things of each kind, and of all kinds together (""): a page in three languages is one thing, an entry and
    its note are one thing in two kinds. Documents, less those that are not the first of their family."""
    counts = {one["key"]: one["doc_count"] for one in buckets(found, "kinds")}
    total = sum(counts.values())
    for family in buckets(found, "twins", "families"):
        total -= family["doc_count"] - 1
        for kind in family["kinds"]["buckets"]:
            counts[kind["key"]] -= kind["doc_count"] - 1
    return {"": total, **counts} if total else {}


def guessed(found: Found, ways: Mapping[str, Query]) -> str:
    """How the last hits were found: by which way of guessing that added something to the others."""
    there = everything(found)
    return next((one for one in GUESSES if one in ways and there > counted(found, f"all but {one}")), "")


def told_apart(question: Question, ways: Mapping[str, Query], hits: Sequence[Found]) -> tuple[Hit, ...]:
    """Of each family the one in the reader's language if it was found, too, and an entry before its note."""
    shared = [hit["_source"]["family"] for hit in hits if hit["_source"]["shared"]]
    others = siblings(question, ways, shared) if shared else []
    chosen: dict[str, Found] = {}
    for hit in [*hits, *others]:
        family = hit["_source"]["family"]
        if family not in chosen or preference(hit, question.language) > preference(chosen[family], question.language):
            chosen[family] = hit
    return tuple(Hit(document(chosen[hit["_source"]["family"]]["_source"]), hit["_score"] or 0.0) for hit in hits)


def siblings(question: Question, ways: Mapping[str, Query], families: Sequence[str]) -> list[Found]:
    conditions: list[Query] = [wording.best_of(ways.values()), {"terms": {"family": list(families)}}]
    if question.kind:
        conditions.append({"term": {"kind": question.kind}})
    return list(
        search({"query": {"bool": {"filter": conditions}}, "size": len(families) * 6, "sort": ["uid"]})["hits"]["hits"]
    )


def preference(hit: Found, language: str) -> tuple[bool, int]:
    return hit["_source"]["language"] == language, TOLD_APART.get(hit["_source"]["kind"], 0)


def titles_like(text: str, *, most: int, language: str) -> list[Document]:
    found = search({"query": wording.beginning(text), "size": most * 4, "sort": ORDER})
    return [document(hit["_source"]) for hit in one_of_each(found["hits"]["hits"], language)[:most]]


def one_of_each(hits: Iterable[Found], language: str) -> list[Found]:
    """One of each family, in the place of its best."""
    chosen: dict[str, Found] = {}
    for hit in hits:
        family = hit["_source"]["family"]
        if family not in chosen or preference(hit, language) > preference(chosen[family], language):
            chosen[family] = hit
    return list(chosen.values())
