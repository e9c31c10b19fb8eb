"""The custom elements and the style page in a real browser, behind our content policy. No server: pages are rendered here."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tadpole.ui import context, samples, slots
from tests.conftest import CHROMIUM

pytestmark = pytest.mark.browser
SITE = "http://pond.test"
STATIC = Path(context.__file__).parent / "static"
HTMX = Path(__import__("django_htmx").__file__).parent / "static"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"
)
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
MORE = """{% extends "ui/base.html" %}{% block main %}<div id="rows">{% for row in rows %}<p>{{ row }}</p>{% endfor %}</div>
{% include "ui/parts/pager.html" with list="#rows" %}{% endblock %}"""
FORM = """{% extends "ui/base.html" %}{% load ui %}{% block main %}<ui-form><form method="post" action="/slow/"><button name="way" value="send">Send</button></form></ui-form>
<ui-form><form method="post" action="/refused/" hx-post="/refused/" hx-target="this"><button>Vote</button></form></ui-form>
<ui-form><form method="post" hx-post="/lost/" hx-target="this"><textarea name="text"></textarea><button>Answer</button></form></ui-form>{% endblock %}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


class Pond:
    """A site of a few rendered pages. `posts` remembers what was sent."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.posts: list[str] = []
        self.complaints: list[str] = []
        self.lose: Callable[[Route], None] = Route.abort
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            self.answer_file(route, path.removeprefix("/static/"))
        elif route.request.method == "POST":
            self.posts.append(f"{path} {route.request.post_data}")
            if path == "/refused/":
                headers = {"HX-Retarget": "#toasts", "HX-Reswap": "beforeend"}
                toast = self.rendered(
                    '{% include "ui/parts/toast.html" with text="这一票投过了" tone="refused" %}', path
                )
                route.fulfill(status=409, body=toast, headers=headers, content_type="text/html; charset=utf-8")
            elif path == "/lost/":
                self.lose(route)
            # /slow/ is never answered
        else:
            body = self.rendered(
                {"/more/": MORE, "/form/": FORM}.get(path, '{% include "ui/style.html" %}'), route.request.url
            )
            route.fulfill(
                body=body, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY}
            )

    def answer_file(self, route: Route, name: str) -> None:
        file = next(root / name for root in (STATIC, HTMX) if (root / name).exists())
        route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])

    def rendered(self, template: str, url: str) -> str:
        request = RequestFactory().get(url.removeprefix(SITE))
        request.user = SimpleNamespace(is_authenticated=False)
        later = "after" in request.GET
        rows = {"rows": ["c", "d"], "page": {"next": ""}} if later else {"rows": ["a", "b"], "page": {"next": "x"}}
        return engines["django"].from_string(template).render({**samples.everything(), **rows}, request)


@pytest.fixture(autouse=True)
def _empty_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else speaks on these pages, so they need no database."""
    monkeypatch.setattr(slots, "_providers", {})


@pytest.fixture
def pond(browser: Browser) -> Iterator[Pond]:
    page = browser.new_page(viewport={"width": 390, "height": 844}, base_url=SITE, reduced_motion="reduce")
    pond = Pond(page)
    yield pond
    page.close()
    assert [text for text in pond.complaints if "409" not in text] == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark", "night"])
def test_the_style_page_is_readable_by_everybody(pond, theme, width):
    pond.page.set_viewport_size({"width": width, "height": 900})
    pond.page.goto("/style/")
    pond.page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    results = Axe().run(pond.page)
    assert [violation["id"] for violation in results.response["violations"]] == []
    assert pond.page.evaluate("document.documentElement.scrollWidth") == width


def test_night_comes_at_once_and_stays(pond):
    pond.page.goto("/form/")
    menu = pond.page.locator("ui-menu").filter(has=pond.page.locator("ui-appearance"))
    menu.locator("summary").click()
    menu.locator('button[value="night"]').click()
    menu.locator('button[value="elder"]').click()
    expect(pond.page.locator("html")).to_have_attribute("data-theme", "night")
    kept = {cookie["name"]: cookie["value"] for cookie in pond.page.context.cookies()}
    assert {name: kept.get(name) for name in ("theme", "size")} == {
        "theme": "night",
        "size": "elder",
    }
    pond.page.keyboard.press("Escape")
    expect(menu.locator("ui-appearance")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_a_dialog_opens_closes_and_gives_the_focus_back(pond):
    pond.page.goto("/style/")
    opener = pond.page.locator('[data-opens="light-dialog"]')
    opener.click()
    dialog = pond.page.locator("#light-dialog")
    expect(dialog).to_be_visible()
    dialog.locator("[data-closes]").click()
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_form_is_sent_once_with_its_button(pond):
    pond.page.goto("/form/")
    button = pond.page.get_by_text("Send")
    button.evaluate(
        "button => { button.click(); setTimeout(() => button.click(), 50); setTimeout(() => button.click(), 100) }"
    )
    pond.page.wait_for_timeout(400)
    assert pond.posts == ["/slow/ way=send"]


def test_a_refused_vote_becomes_a_toast_that_waits(pond):
    pond.page.goto("/form/")
    pond.page.get_by_text("Vote").click()
    toast = pond.page.locator("#toasts ui-toast")
    expect(toast).to_contain_text("这一票投过了")
    expect(pond.page.get_by_text("Vote")).not_to_have_attribute("aria-disabled", "true")
    toast.locator("[data-closes]").click()
    expect(toast).to_have_count(0)


LOST: dict[str, Callable[[Route], None]] = {
    "no answer": lambda route: route.abort(),
    "the front's own page": lambda route: route.fulfill(status=503, body="<html>", content_type="text/html"),
}


@pytest.mark.parametrize("how", LOST)
def test_an_answer_that_never_comes_is_told_and_the_words_stay(pond, how: str):
    pond.lose = LOST[how]
    pond.page.goto("/form/")
    pond.page.locator("textarea").fill("写了很久的话")
    for _time in range(2):
        pond.page.get_by_text("Answer").click()
        expect(pond.page.locator("#toasts ui-toast").last).to_contain_text("请再试一次")
        expect(pond.page.get_by_text("Answer")).not_to_have_attribute("aria-disabled", "true")
    expect(pond.page.locator("#toasts ui-toast")).to_have_count(2)
    expect(pond.page.locator("textarea")).to_have_value("写了很久的话")
    pond.complaints.clear()


def test_more_rows_come_under_the_others(pond):
    pond.page.goto("/more/")
    pond.page.locator("#pager a").click()
    expect(pond.page.locator("#rows p")).to_have_text(["a", "b", "c", "d"])
    expect(pond.page.locator("#pager a")).to_have_count(0)


def test_everything_is_there_without_scripts(browser):
    page = browser.new_page(java_script_enabled=False, base_url=SITE)
    Pond(page)
    page.goto("/more/")
    page.locator("#pager a").click()
    expect(page.locator("#rows p")).to_have_text(["c", "d"])
    page.locator("summary").first.click()
    expect(page.locator("ui-appearance")).to_be_visible()
    page.close()
