"""An empty index before each story. Indices of Elasticsearch are not made anew: that takes a second, dropping what is there milliseconds."""

from django.conf import settings

from search.index.rules import Engine

ELASTICSEARCH = "search.index.engines.elasticsearch"


def emptied(engine: Engine) -> None:
    """Let go of all that an earlier test kept."""
    if type(engine).__module__ != ELASTICSEARCH:
        engine.rebuild().swap()
        return
    from search.index.engines.elasticsearch import keeping
    from search.index.engines.elasticsearch.asking import search

    everything = {"size": 10_000, "source": ["uid"], "sort": ["uid"]}
    while uids := [hit["_source"]["uid"] for hit in search(everything)["hits"]["hits"]]:
        keeping.drop(uids, 0)


def emptied_if_shared() -> None:
    """Where the index is not part of the database, a test's end takes nothing out of it."""
    if settings.SEARCH_ENGINE == ELASTICSEARCH:
        from search.index.engines import engine

        emptied(engine())
