"""Both engines on the same titles and questions in the same run: documents kept and questions answered a second, as ratios."""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from search.index.engines import elasticsearch, embedded
from search.index.rules import Document, Engine, Question
from tests.servers.elasticsearch import Elasticsearch

pytestmark = [pytest.mark.bench, pytest.mark.django_db, pytest.mark.data]
DOCUMENTS, QUESTIONS, PIECE = 4_000, 100, 200
AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def server(settings: Any) -> Iterator[None]:
    folder = Path(tempfile.mkdtemp(prefix="tadpole-bench-"))
    folder.chmod(0o755)
    one = Elasticsearch(folder).start()
    settings.ELASTICSEARCH = {"address": one.address, "prefix": "bench"}
    yield
    one.stop()
    shutil.rmtree(folder, ignore_errors=True)


def measure(engine: Engine, documents: list[Document], questions: list[str]) -> dict[str, float]:
    """Rebuilt in pieces, as `search_reindex` does; questions one after the other, the first ten for warming up."""
    began = time.perf_counter()
    beside = engine.rebuild()
    for start in range(0, len(documents), PIECE):
        with engine.reading() as moment:
            beside.put(documents[start : start + PIECE], moment=moment)
    beside.swap()
    kept = len(documents) / (time.perf_counter() - began)
    for text in questions[:10]:
        engine.find(Question(text))
    began = time.perf_counter()
    for text in questions:
        engine.find(Question(text))
    return {"documents/s": kept, "questions/s": len(questions) / (time.perf_counter() - began)}


def test_search_engines_side_by_side(server: None, public_data: Any) -> None:
    log = public_data("zh_health_search_log")
    titles = list(dict.fromkeys(doc["title"] for one in log for doc in one["docs"]))[:DOCUMENTS]
    documents = [Document("thread", str(n), title, f"/~/t/{n}/", AT) for n, title in enumerate(titles, 1)]
    questions = [one["query"] for one in log[:: len(log) // QUESTIONS]]
    ours = measure(embedded.SearchEngine(), documents, questions)
    theirs = measure(elasticsearch.SearchEngine(), documents, questions)
    for name, value in ours.items():
        sys.stdout.write(
            f"\n{name:<12} embedded {value:8.0f}   elasticsearch {theirs[name]:8.0f}   ratio {theirs[name] / value:.2f}"
        )
    assert all(value > 0 for value in [*ours.values(), *theirs.values()])
