"""Elasticsearch is not there yet, is there, is killed, and is there again, under a site that is used."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.faults.recovery import note, until
from tests.faults.stand import Stand
from tests.servers.elasticsearch import Elasticsearch

pytestmark = [pytest.mark.services("elasticsearch"), pytest.mark.long(200)]


@pytest.fixture
def search(site: Stand) -> Iterator[Elasticsearch]:
    """On the port where the site has looked for it in vain until now."""
    folder = Path(tempfile.mkdtemp(prefix="tadpole-search-"))  # not pytest's own, which only root may pass through
    folder.chmod(0o755)
    server = Elasticsearch(folder, port=site.search_port)
    try:
        yield server.start()
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def test_search_is_away_alone_and_finds_later_what_was_written_meanwhile(site: Stand, search: Elasticsearch) -> None:
    reader = site.reader(5, "/zh-hant")
    reader.page = f"/zh-hant/t/{site.threads[1]}/"
    site.site.manage("search_reindex")

    def found(words: str) -> bool:
        status, _place, reader.seen = reader.ask("GET", f"/zh-hant/search/?q={quote(words)}")
        return status == 200 and f"/t/{site.threads[1]}/" in reader.seen

    until(lambda: found("輔食"))
    search.kill()
    went = time.monotonic()
    assert not found("輔食")
    assert "搜尋暫時用不了" in reader.seen
    assert reader.answer("螢火蟲 昨天晚上第一次看到") == 302, "only the search is away"
    assert reader.open() == 200
    mine = "events_delivery WHERE queue = 'search' AND tries > 0 AND done_at IS NULL AND fact_id = (SELECT max(id) FROM events_fact)"
    until(lambda: site.count(mine))
    search.start()
    back = time.monotonic()
    until(lambda: found("輔食"))
    note("search gone: it answers", time.monotonic() - back, gone=back - went)
    until(lambda: found("螢火蟲"))
    note("search gone: it knows what was written meanwhile", time.monotonic() - back, gone=back - went)
    site.is_whole(reader.outcome.acknowledged)
