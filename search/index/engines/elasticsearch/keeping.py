"""Writing, and which indices there are. Readers ask the alias `read`; writers write to every index under the alias `write`.

Each document carries the moment at which its rows were read as its version. A reading that arrives late, from another
worker or from a rebuild, never takes the place of a later one; nor does it bring back what was dropped since.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import uuid4

from elasticsearch import BadRequestError, ConflictError, Elasticsearch, NotFoundError, helpers

from search.index.engines.elasticsearch.door import BUILD, WRITE, prefix, write
from search.index.engines.elasticsearch.shapes import packed, template, uid_of
from search.index.rules import Away, Document

PIECE = 5 * 1024 * 1024
"""Bytes of one bulk request."""
TRIES = 3


def reading() -> str:
    return f"{prefix()}.read"


def writing() -> str:
    return f"{prefix()}.write"


def clock() -> str:
    return f"{prefix()}.clock"


def things() -> str:
    return f"{prefix()}.things-*"


def moment() -> int:
    """A number larger than all before it, from the server itself: it is one for all machines, minds no clock that is set
    back, and stays in step with the documents when either the database or the index is brought back from a backup."""
    return write(ticked)


def ticked(client: Elasticsearch) -> int:
    try:
        return int(client.index(index=clock(), id="moment", document={}, require_alias=False)["_version"])
    except NotFoundError:
        make_clock(client)
        return int(client.index(index=clock(), id="moment", document={})["_version"])


def make_clock(client: Elasticsearch) -> None:
    """It begins at the milliseconds of now: further than any count that was lost with an index could have come."""
    client = client.options(request_timeout=BUILD)
    make_template(client)
    try:
        client.indices.create(index=clock())
        client.index(
            index=clock(), id="moment", document={}, version=time.time_ns() // 1_000_000, version_type="external"
        )
    except (BadRequestError, ConflictError):
        return  # somebody else was first


def make_template(client: Elasticsearch) -> None:
    """What names of ours stand for; again when the shape has changed."""
    client.indices.put_index_template(name=f"{prefix()}.things", **template(things()))
    plain = {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"}}
    client.indices.put_index_template(
        name=f"{prefix()}.clock",
        index_patterns=[clock()],
        priority=500,
        allow_auto_create=False,
        template={"settings": plain, "mappings": {"dynamic": "strict"}},
    )


def indices(alias: str) -> list[str]:
    """Those under an alias."""

    def asked(client: Elasticsearch) -> list[str]:
        try:
            return sorted(client.indices.get_alias(name=alias).body)
        except NotFoundError:
            return []

    return write(asked)


def writable() -> list[str]:
    """The index that answers and the one being built; the first one is made when there is none."""
    return indices(writing()) or [make_first()]


def make_first() -> str:
    name = f"{prefix()}.things-first"

    def make(client: Elasticsearch) -> None:
        make_template(client)
        try:
            client.indices.create(index=name, aliases={reading(): {}, writing(): {}})
        except BadRequestError as problem:
            if problem.error != "resource_already_exists_exception":
                raise

    write(make, seconds=BUILD)
    return name


def make_beside() -> str:
    """An empty index that is written to and not read; what an earlier rebuild left is thrown away."""
    name = f"{prefix()}.things-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{uuid4().hex[:8]}"
    discard(keep=indices(reading()))

    def make(client: Elasticsearch) -> None:
        make_template(client)
        client.indices.create(index=name, settings={"refresh_interval": "-1"}, aliases={writing(): {}})

    write(make, seconds=BUILD)
    return name


def discard(*, keep: Sequence[str]) -> None:
    def throw(client: Elasticsearch) -> None:
        left = [name for name in client.indices.get(index=things(), expand_wildcards="all").body if name not in keep]
        if left:
            client.indices.delete(index=left, ignore_unavailable=True)

    write(throw, seconds=BUILD)


def swap(name: str) -> None:
    """All at once: from one moment to the next the new index answers and the old one does not."""
    old = [one for one in {*indices(reading()), *indices(writing())} if one != name]

    def exchange(client: Elasticsearch) -> None:
        client.indices.put_settings(index=name, settings={"refresh_interval": None})
        client.indices.refresh(index=name)
        gone = [{"remove": {"index": one, "aliases": [reading(), writing()], "must_exist": False}} for one in old]
        client.indices.update_aliases(actions=[*gone, {"add": {"index": name, "alias": reading()}}])

    write(exchange, seconds=BUILD)
    discard(keep=[name])


def keeps(name: str, documents: Iterable[Document], at: int) -> Iterable[dict[str, Any]]:
    for one in documents:
        yield {**versioned(name, uid_of(one.kind, one.key), at), "_op_type": "index", "_source": packed(one)}


def drops(name: str, uids: Iterable[str], at: int) -> Iterable[dict[str, Any]]:
    return [{**versioned(name, uid, at), "_op_type": "delete"} for uid in uids]


def versioned(name: str, uid: str, at: int) -> dict[str, Any]:
    return {"_index": name, "_id": uid, "version": at, "version_type": "external_gte"}


def put(documents: Sequence[Document], at: int) -> None:
    if documents:
        at = at or moment()
        everywhere(lambda name: keeps(name, documents, at))


def drop(uids: Sequence[str], at: int) -> None:
    if uids:
        at = at or moment()
        everywhere(lambda name: drops(name, uids, at))


def everywhere(steps: Callable[[str], Iterable[dict[str, Any]]]) -> None:
    """Do it in every index there is to write to. One that was swapped away under our hands does not count; when none is
    left of those we knew, there are others."""
    for _try in range(TRIES):
        names = writable()
        gone = {name for name in names if not send(steps(name), WRITE)}
        if not gone or (len(gone) < len(names) and not gone & set(indices(writing()))):
            return
    raise Away(f"{', '.join(names)}: there is no index to write to")


def send(steps: Iterable[dict[str, Any]], seconds: float) -> bool:
    """Whether the index was there. An older version that is refused has done its work: a newer one is kept."""

    def bulk(client: Elasticsearch) -> list[dict[str, Any]]:
        _done, failed = helpers.bulk(client, steps, raise_on_error=False, max_chunk_bytes=PIECE, stats_only=False)
        return [next(iter(one.values())) for one in failed]  # type: ignore[union-attr]

    failed = [one for one in write(bulk, seconds=seconds) if one["status"] != 409 and one.get("result") != "not_found"]
    lost = [one for one in failed if (one.get("error") or {}).get("type") == "index_not_found_exception"]
    if len(lost) < len(failed):
        raise Away(str(next(one for one in failed if one not in lost))[:500])
    return not lost
