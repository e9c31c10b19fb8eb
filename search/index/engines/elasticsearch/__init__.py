"""Elasticsearch, for sites of many processes. Any 8.x from 8.19 on, as it is; `deploy/elasticsearch` says what it needs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from search.index.engines.elasticsearch import asking, keeping, topics
from search.index.engines.elasticsearch.door import BUILD
from search.index.engines.elasticsearch.shapes import micro, uid_of
from search.index.rules import Answer, Away, Document, Question, Topic, TopicAnswer


class SearchEngine:
    """Keeps `search.index.rules.Engine`."""

    @contextmanager
    def reading(self) -> Iterator[int]:
        yield keeping.moment()

    def put(self, documents: Iterable[Document], *, moment: int = 0) -> None:
        keeping.put(list(documents), moment)

    def drop(self, kind: str, keys: Iterable[str], *, moment: int = 0) -> None:
        keeping.drop([uid_of(kind, str(key)) for key in keys], moment)

    def find(self, question: Question) -> Answer:
        return asking.find(question)

    def titles_like(self, text: str, *, most: int, language: str = "") -> Sequence[Document]:
        return asking.titles_like(text, most=most, language=language)

    def topics_like(self, text: str, *, most: int) -> Sequence[Topic]:
        return topics.like(text, most=most)

    def topics_sounding(self, sound: str, *, most: int) -> Sequence[Topic]:
        return topics.sounding(sound, most=most)

    def popular_topics(self, *, most: int, since: datetime) -> Sequence[Topic]:
        return topics.popular(most=most, since=micro(since))

    def of_topic(
        self, topic: str, *, kind: str = "", language: str = "", after: str = "", size: int = 20
    ) -> TopicAnswer:
        return topics.things(topic, kind=kind, language=language, after=after, size=size)

    def rebuild(self) -> "Beside":
        return Beside(keeping.make_beside())

    def counts(self) -> Mapping[str, int]:
        found = asking.search({"size": 0, "aggs": {"kinds": asking.BY_KIND}})
        return {one["key"]: one["doc_count"] for one in asking.buckets(found, "kinds")}


class Beside:
    """The index that is being built. The engine's own `put` and `drop` reach it too, so it misses nothing."""

    def __init__(self, name: str) -> None:
        self.name = name

    def put(self, documents: Iterable[Document], *, moment: int = 0) -> None:
        steps = keeping.keeps(self.name, list(documents), moment or keeping.moment())
        if not keeping.send(steps, BUILD):
            raise Away(f"{self.name} is gone: another rebuild has begun")

    def swap(self) -> None:
        keeping.swap(self.name)
