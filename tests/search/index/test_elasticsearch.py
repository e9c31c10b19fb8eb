"""What only an engine behind a network has to mind: indices that are swapped, workers that overtake each other."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from search.index.actions import rebuild
from search.index.engines.elasticsearch import SearchEngine, keeping
from search.index.rules import Away, Document, Question
from tadpole.events.bus import run_due
from tests.factories.threads import a_thread
from tests.search.emptied import emptied

pytestmark = pytest.mark.services("elasticsearch")
AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def engine() -> Iterator[Any]:
    kept = SearchEngine()
    emptied(kept)
    yield kept


def a_document(key: int, title: str = "湿疹") -> Document:
    return Document("thread", str(key), f"{title} {key}", f"/~/t/{key}/", AT)


def kept_keys(engine: Any) -> set[int]:
    found = engine.find(Question("湿疹", exact=True, size=500))
    return {int(hit.document.key) for hit in found.hits}


def test_a_rebuild_under_writes_loses_nothing_and_readers_see_no_gap(engine: Any) -> None:
    """All the while somebody asks and somebody writes and drops; three rebuilds follow each other. As everywhere, a row has
    changed before the moment is taken at which it is read."""
    rows = {number: a_document(number) for number in range(60)}
    engine.put(rows.values())
    stop, wrong, asked = threading.Event(), [], [0]

    def ask() -> None:
        while not stop.is_set():
            asked[0] += 1
            try:
                if not engine.find(Question("湿疹")).hits:
                    wrong.append("empty")
            except Exception as problem:  # noqa: BLE001  whatever a reader would have met
                wrong.append(repr(problem))

    def change() -> None:
        number = 100
        while not stop.is_set():
            try:
                rows[number] = a_document(number)
                engine.put([rows[number]])
                if number % 3 == 0:
                    del rows[number]
                    engine.drop("thread", [str(number)])
            except Exception as problem:  # noqa: BLE001
                wrong.append(repr(problem))
            number += 1

    threads = [threading.Thread(target=one) for one in (ask, ask, change)]
    for thread in threads:
        thread.start()
    for _time in range(3):
        beside = engine.rebuild()
        for _piece in range(3):
            with engine.reading() as moment:
                beside.put(list(rows.copy().values()), moment=moment)
        beside.swap()
    stop.set()
    for thread in threads:
        thread.join(30)
    assert wrong == [] and asked[0] > 10
    assert kept_keys(engine) == set(rows) and len(rows) > 60


def test_of_two_rebuilds_the_later_one_stays(engine: Any) -> None:
    engine.put([a_document(1)])
    first = engine.rebuild()
    second = engine.rebuild()
    with pytest.raises(Away):
        first.put([a_document(2)])
    second.put([a_document(3)])
    second.swap()
    assert kept_keys(engine) == {3}


def test_a_writer_that_knew_the_old_index_writes_to_the_new_one(engine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looked before the swap and writes after it: nothing is lost, and no index comes into being by its old name."""
    from search.index.engines.elasticsearch import keeping

    engine.put([a_document(1)])
    old = keeping.writable()
    engine.rebuild().swap()
    now, looks = keeping.writable(), iter([old])
    really = keeping.writable
    monkeypatch.setattr(keeping, "writable", lambda: next(looks, None) or really())
    engine.put([a_document(2)])
    assert kept_keys(engine) == {2}
    looks = iter([old])
    engine.drop("thread", ["2"])
    assert kept_keys(engine) == set() and really() == now


def test_every_field_is_named_and_no_other_is_taken(engine: Any) -> None:
    from elasticsearch import BadRequestError

    from search.index.engines.elasticsearch.door import client
    from search.index.engines.elasticsearch.keeping import writable

    with pytest.raises(BadRequestError, match="strict"):
        client().index(index=writable()[0], document={"heading": "湿疹"})


def test_a_process_that_was_forked_has_a_connection_of_its_own(engine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from search.index.engines.elasticsearch import door

    mine = door.client()
    assert door.client() is mine
    monkeypatch.setattr("os.getpid", lambda: -1)
    assert door.client() is not mine


@pytest.mark.django_db(transaction=True)
def test_no_transaction_of_the_database_waits_for_the_server(
    engine: Any, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, ask = [], keeping.write

    def asked(*call: Any, **more: Any) -> Any:
        waiting.append(connection.in_atomic_block)
        return ask(*call, **more)

    monkeypatch.setattr(keeping, "write", asked)
    a_thread(by=cast.alice, title="湿疹怎么护理")
    run_due()
    rebuild()
    assert waiting and not any(waiting)
    assert engine.counts()["thread"] == 1
