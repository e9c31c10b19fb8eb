"""A server of its own, with a password: killed, paused and back again."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from search.index.engines.elasticsearch import SearchEngine, door, keeping
from search.index.rules import Away, Question
from tadpole.events import bus
from tadpole.events.bus import run_due
from tadpole.events.models import Delivery
from tadpole.events.rules import SLOW_QUEUES
from tests.factories.threads import a_thread
from tests.servers.elasticsearch import Elasticsearch

pytestmark = [pytest.mark.services("elasticsearch"), pytest.mark.long(60), pytest.mark.django_db]
PASSWORD = "tadpole in a pond: 1+1@2/3"


@pytest.fixture(scope="module")
def server() -> Iterator[Elasticsearch]:
    folder = Path(tempfile.mkdtemp(prefix="tadpole-search-"))  # not pytest's own, which only root may pass through
    folder.chmod(0o755)
    one = Elasticsearch(folder, password=PASSWORD)
    yield one.start()
    one.kill()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def here(server: Elasticsearch, settings: Any, forget: Callable[[], None]) -> None:
    server.start()
    settings.SEARCH_ENGINE = "search.index.engines.elasticsearch"
    settings.ELASTICSEARCH = {"address": address(server, PASSWORD), "prefix": "tadpole", "at_once": True}


@pytest.fixture
def forget(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """That the server was away a moment ago."""

    def now() -> None:
        monkeypatch.setattr(door, "_shut_until", 0.0)

    now()
    return now


def address(server: Elasticsearch, password: str) -> str:
    return f"http://elastic:{quote(password, safe='')}@127.0.0.1:{server.port}"


def requests(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the server is asked from now on."""
    asked: list[Any] = []
    really = door.Node.perform_request

    def noted(self: Any, *args: Any, **more: Any) -> Any:
        asked.append(args)
        return really(self, *args, **more)

    monkeypatch.setattr(door.Node, "perform_request", noted)
    return asked


def test_nobody_gets_in_without_the_password(server: Elasticsearch, settings: Any) -> None:
    assert keeping.moment() > 0
    for refused in (address(server, "newt"), f"http://127.0.0.1:{server.port}"):
        settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "address": refused}
        with pytest.raises(Away, match="401") as found:
            keeping.moment()
        assert PASSWORD not in str(found.value)


def test_killed_and_back_it_has_what_it_took_and_takes_what_came_meanwhile(
    server: Elasticsearch, cast: Any, client_of: Any, forget: Callable[[], None]
) -> None:
    before = a_thread(by=cast.alice, title="海马睡袋值得买吗", text="在看海马牌。")
    run_due()
    server.kill()
    meanwhile = a_thread(by=cast.alice, title="睡袋要几个厚度", text="南方没有暖气。")
    run_due()
    reader = client_of(cast.outsider)
    asked = reverse("results:search") + "?q=睡袋"
    assert reader.get(asked).status_code == 503
    failed = Delivery.objects.failed().filter(listener__startswith="search.index")
    assert failed.exists()
    server.start()
    forget()
    failed.update(due_at=timezone.now())
    run_due()
    assert not failed.all().exists()
    page = reader.get(asked).content.decode()
    assert f'href="/t/{before.pk}/"' in page and f'href="/t/{meanwhile.pk}/"' in page


def test_a_server_that_hangs_holds_up_neither_the_sweep_nor_what_else_is_due(
    server: Elasticsearch, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own workers find out, each delivery by itself, and try again within seconds."""
    handed: list[int] = []
    monkeypatch.setattr(bus, "nudge", lambda rows, **_: handed.extend(pk for pk, _queue in rows))
    thread = a_thread(by=cast.alice, title="连体衣要买几件", text="一天换三次。")
    search, others = (
        Delivery.objects.waiting().filter(queue="search"),
        Delivery.objects.waiting().exclude(queue="search"),
    )
    Delivery.objects.waiting().update(due_at=timezone.now() - timedelta(minutes=1))
    server.pause()
    monkeypatch.setattr(door.write, "__kwdefaults__", {"seconds": 0.5})
    asked = requests(monkeypatch)
    try:
        bus.sweep(timezone.now())
        assert asked == [], "the sweep itself waits for nobody"
        assert not others.exclude(queue__in=("mail", *SLOW_QUEUES)).exists()
        pk = search.get(listener="search.index.listeners.thread_opened").pk
        assert {pk, *search.values_list("pk", flat=True)} <= set(handed)
        assert not bus.deliver_one(pk)
        row = search.get(pk=pk)
        assert row.tries == 1 and "Away" in row.error
        assert row.due_at < timezone.now() + timedelta(seconds=5), "recovery would take as long as the lease"
    finally:
        server.go_on()
        monkeypatch.setattr(door.write, "__kwdefaults__", {"seconds": 60.0})
    search.filter(pk=pk).update(due_at=timezone.now())
    assert bus.deliver_one(pk)
    found = SearchEngine().find(Question("连体衣")).hits
    assert str(thread.pk) in [hit.document.key for hit in found]
    assert Delivery.objects.get(pk=pk).done_at is not None


def test_a_server_that_never_answers_is_away_too_and_is_asked_once(
    server: Elasticsearch, forget: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = SearchEngine()
    engine.find(Question("湿疹"))
    asked = requests(monkeypatch)
    server.pause()
    monkeypatch.setattr(door, "READ", 0.5)
    try:
        for _question in range(3):
            with pytest.raises(Away):
                engine.find(Question("湿疹"))
    finally:
        server.go_on()
        monkeypatch.setattr(door, "READ", 30.0)
    assert len(asked) == 1, "for a moment nobody asks again"
    forget()
    assert engine.find(Question("湿疹")).hits is not None
