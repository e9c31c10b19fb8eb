"""What a document looks like in Elasticsearch. One shape for all kinds: they are found, ranked and counted together.

Text is folded by `tadpole.text` before it is sent, as questions are, so both scripts, widths and capitals are one; the
server only cuts it, into characters (`words.*`) and neighbouring pairs (`words.*.pairs`).
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from elasticsearch.dsl import Boolean, InnerDoc, Keyword, Long, MetaField, Object, Text, analyzer, mapped_field
from elasticsearch.dsl import Document as Shape

from search.index.rules import Document
from search.index.rules.sounds import initials_of, sound_of, spoken
from tadpole.text import fold

letters = analyzer("letters", tokenizer="standard", filter=["cjk_width", "lowercase"])
pairs = analyzer("pairs", tokenizer="standard", filter=["cjk_width", "lowercase", "cjk_bigram"])
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BETWEEN = "\t"
"""Between the way a topic is typed and its name; no topic holds it."""
SETTINGS = {
    "number_of_shards": 1,  # families are counted exactly, and 10 million threads fit (docs/decisions/0020)
    "auto_expand_replicas": "0-1",
    "gc_deletes": "1h",  # what was dropped stays dropped while an older reading of it may still arrive
    "max_result_window": 10_000,
}


def text() -> Any:
    return mapped_field(Text(analyzer=letters, fields={"pairs": Text(analyzer=pairs)}), default="")


class Words(InnerDoc):
    title: str = text()
    tags: str = text()
    body: str = text()


class Thing(Shape):
    """`whole` is the document as it comes back; everything else is for finding it, and not kept apart from the index."""

    uid: str = mapped_field(Keyword())
    kind: str = mapped_field(Keyword())
    family: str = mapped_field(Keyword())
    shared: bool = mapped_field(Boolean())
    language: str = mapped_field(Keyword())
    at: int = mapped_field(Long())
    words: Words = mapped_field(Object(Words))
    syllables: str = mapped_field(Text(analyzer="standard"))
    initials: str = mapped_field(Text(analyzer="standard"))
    topics: list[str] = mapped_field(Keyword(multi=True))
    ways: list[str] = mapped_field(Keyword(multi=True))
    whole: dict[str, Any] = mapped_field(Object(enabled=False))

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(excludes=["words", "syllables", "initials", "ways"])


def template(names: str) -> dict[str, Any]:
    """The index template: whatever has such a name has this shape, and none comes into being by a slip of the pen."""
    made = Thing._index.clone(name=names)
    made.document(Thing)
    whole = made.to_dict()
    return {
        "index_patterns": [names],
        "priority": 500,
        "allow_auto_create": False,
        "template": {
            "settings": {"index": SETTINGS, "analysis": whole["settings"]["analysis"]},
            "mappings": whole["mappings"],
        },
    }


def uid_of(kind: str, key: str) -> str:
    return f"{kind}:{key}"


def micro(at: datetime) -> int:
    """Microseconds since 1970: exact, and sorts."""
    return (at - EPOCH) // timedelta(microseconds=1)


def packed(one: Document) -> dict[str, Any]:
    """As it is sent."""
    titles = list(dict.fromkeys([one.title, *one.titles.values()]))
    sounds = [run for several in [*titles, *one.tags] for run in spoken(several)]
    thing = Thing(
        uid=uid_of(one.kind, one.key),
        kind=one.kind,
        family=one.family or uid_of(one.kind, one.key),
        shared=bool(one.family),
        language=one.language,
        at=micro(one.at),
        words=Words(title=fold("\n".join(titles)), tags=fold("\n".join(one.tags)), body=fold(one.body)),
        # a mark between runs, so that no phrase reaches over a comma
        syllables=" 0 ".join(" ".join(run) for run in sounds),
        initials=" 0 ".join(" ".join(syllable[0] for syllable in run) for run in sounds),
        topics=list(dict.fromkeys(one.topics)),
        ways=[way for topic in dict.fromkeys(one.topics) for way in ways_of(topic)],
        whole={
            "key": one.key,
            "title": one.title,
            "titles": dict(one.titles),
            "body": one.body,
            "tags": list(one.tags),
            "topics": list(one.topics),
            "url": one.url,
        },
    )
    return dict(thing.to_dict(skip_empty=False))


def ways_of(topic: str) -> list[str]:
    """How somebody may begin to type a topic: its characters, its sound, its initials; each with the name behind it."""
    ways = dict.fromkeys(way for way in (topic, sound_of(topic), initials_of(topic)) if way)
    return [f"{way}{BETWEEN}{topic}" for way in ways]


def document(source: Mapping[str, Any]) -> Document:
    """As it was put."""
    whole = source["whole"]
    return Document(
        source["kind"],
        whole["key"],
        whole["title"],
        whole["url"],
        EPOCH + timedelta(microseconds=source["at"]),
        whole["body"],
        tuple(whole["tags"]),
        tuple(whole["topics"]),
        whole["titles"],
        source["language"],
        source["family"] if source["shared"] else "",
    )
