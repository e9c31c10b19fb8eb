"""The search is away: nobody listens at its address. Pages say so, nothing published is forgotten."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from search.index.engines.elasticsearch import door
from search.index.models import Synonyms
from tadpole.events.bus import run_due
from tadpole.events.models import Delivery
from tests.factories.threads import a_thread
from tests.servers.process import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.needs("elasticsearch")]


@pytest.fixture
def back(settings: Any) -> Callable[[], None]:
    """Let the engine of this run answer again."""
    kept = {name: getattr(settings, name) for name in ("SEARCH_ENGINE", "ELASTICSEARCH") if hasattr(settings, name)}

    def again() -> None:
        door._shut_until = 0.0
        for name, value in kept.items():
            setattr(settings, name, value)

    return again


@pytest.fixture
def away(back: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEARCH_ENGINE = "search.index.engines.elasticsearch"
    settings.ELASTICSEARCH = {"address": f"http://127.0.0.1:{free_port()}", "prefix": "tadpole"}
    monkeypatch.setattr(door, "_shut_until", 0.0)


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "搜索暂时用不了"), ("zh-hant", "搜尋暫時用不了"), ("en", "Search is away for a moment")],
)
def test_the_page_says_so_in_the_readers_language(
    away: None, cast: Any, client_of: Any, language: str, words: str
) -> None:
    with translation.override(language):
        address = reverse("results:search")
    answer = client_of(cast.outsider).get(address, {"q": "宝宝抽搐怎么办"})
    page = answer.content.decode()
    assert answer.status_code == 503 and answer["Retry-After"] == "30"
    assert words in page and "120" in page, "what cannot wait does not wait for the search"
    assert "No results" not in page and "没有找到" not in page


def test_suggestions_are_what_editors_know(away: None, cast: Any, client_of: Any) -> None:
    Synonyms.objects.create(words="围嘴，口水巾")
    answer = client_of(cast.outsider).get(reverse("results:suggest"), {"q": "围"})
    assert answer.status_code == 200 and answer.content.decode().count('role="option"') == 1


def test_a_topic_says_so_too(away: None, cast: Any, client_of: Any) -> None:
    answer = client_of(cast.outsider).get(reverse("feed:topic", args=["辅食"]))
    page = answer.content.decode()
    assert answer.status_code == 503 and "这个列表暂时打不开" in page
    assert "Nobody has written" not in page and "还没有人写过" not in page


def test_what_was_published_meanwhile_is_found_afterwards(away: None, back: Any, cast: Any, client_of: Any) -> None:
    thread = a_thread(by=cast.alice, title="海马睡袋值得买吗", text="在看海马牌。")
    run_due()
    waiting = Delivery.objects.failed().filter(listener__startswith="search.index")
    assert waiting.exists() and not waiting.exclude(given_up_at=None).exists()
    back()
    waiting.update(due_at=timezone.now())
    run_due()
    assert not waiting.all().exists()
    page = client_of(cast.outsider).get(reverse("results:search"), {"q": "睡袋"}).content.decode()
    assert f'href="/t/{thread.pk}/"' in page
