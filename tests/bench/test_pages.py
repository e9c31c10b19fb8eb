"""What pages cost one core, beside a plain template of 30 KB: same process, same middleware, same reader, uncached."""

import gzip
import statistics
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpResponseBase
from django.template.base import Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext, _TestState
from django.urls import reverse

from community.threads.actions import like
from tests.factories.circles import a_circle
from tests.factories.content import a_guide, a_review
from tests.factories.contests import a_contest, an_entry
from tests.factories.live import on_air
from tests.factories.photos import a_photo
from tests.factories.threads import a_reply, a_thread

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
ROUNDS, REQUESTS = 9, 5  # with the warm-up fewer than the 60 searches a minute that one person may make
AIMS = {"thread": 0.35, "guide": 0.3}
TEXT = "他现在扶着能坐十几秒，看我们吃饭会张嘴。\n\n- 米粉先加铁的\n- 一天一次，**中午**加\n\n老人说早就该加了，你们是按哪个月龄算的？ #第一口辅食#"


class Reader:
    """Somebody signed in; asks as the server does, without the test client's copies of every context."""

    def __init__(self, person: Any) -> None:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        self.factory = RequestFactory()
        self.factory.cookies = client.cookies
        self.handler = BaseHandler()
        self.handler.load_middleware()

    def ask(self, path: str) -> HttpResponseBase:
        request = self.factory.get(path, headers={"accept-encoding": "gzip", "accept": "text/html"})
        response = self.handler.get_response(request)
        assert response.status_code == 200, (path, response.status_code)
        return response  # not closed: that would close the test's connection


@pytest.fixture
def bare(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Templates as they run outside tests (Django's test runner sends a signal for every one), and the plain page."""
    settings.ROOT_URLCONF = "tests.bench.plain_urls"
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
    yield


@pytest.fixture
def pages(cast: Any, settle: Any) -> dict[str, str]:
    """Addresses of the pages to measure, filled as on a lively day."""
    people = [cast.alice, cast.bob, cast.mei, cast.doctor]
    circle = a_circle()
    thread = a_thread(by=cast.alice, circle=circle, text=TEXT, photos=[a_photo(by=cast.alice).pk])
    for number in range(19):
        by = people[number % 4]
        post = a_reply(by=by, thread=thread, text=TEXT, photos=[a_photo(by=by).pk] if number % 5 == 0 else ())
        like(by=people[(number + 1) % 4], post=post)
    for number in range(19):
        a_thread(by=people[number % 4], circle=circle, title=f"第 {number} 个问题：辅食怎么加？", text=TEXT)
    guide = a_guide(by=cast.editor)
    for number in range(6):
        a_guide(by=cast.editor, title=f"辅食指南 {number}")
    a_review(by=cast.editor)
    contest = a_contest(by=cast.editor)
    for by in people:
        an_entry(by=by, contest=contest)
    on_air(by=cast.doctor)
    settle()
    return {
        "thread": reverse("threads:thread", args=[thread.pk]),
        "guide": guide.url,
        "home": "/",
        "circle": reverse("circles:circle", args=[circle.slug]),
        "search": reverse("results:search") + "?q=辅食",
        "contest": contest.url,
    }


def test_pages_beside_a_plain_template(bare: None, pages: dict[str, str], cast: Any) -> None:
    reader = Reader(cast.mei)
    pages = {"plain": "/plain/", **pages}
    for path in pages.values():
        for _ in range(3):
            reader.ask(path)
    cost: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, path in pages.items():
            began = time.process_time()
            for _ in range(REQUESTS):
                reader.ask(path)
            cost[name].append((time.process_time() - began) / REQUESTS)
    print("\nPages, signed in, uncached; requests a second of one core's time")
    plain = statistics.median(cost["plain"])
    for name, path in pages.items():
        with CaptureQueriesContext(connection) as queries:
            body = reader.ask(path).content  # type: ignore[attr-defined]
        each = statistics.median(cost[name])
        ratio, aim = plain / each, f" (aim {AIMS[name]})" if name in AIMS else ""
        raw = len(gzip.decompress(body)) / 1024
        print(
            f"  {name:<8} {1 / each:6.0f}/s  {each * 1000:6.2f} ms  ratio {ratio:4.2f}{aim:<11}  "
            f"{len(queries):2} queries  {raw:5.1f} KB  {len(body) / 1024:5.1f} KB gzip"
        )
    assert 27 <= len(gzip.decompress(reader.ask("/plain/").content)) / 1024 <= 33  # type: ignore[attr-defined]
