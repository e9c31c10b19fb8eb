"""The search box in a real browser: keys, and what a screen reader is told. No server: the two answers are rendered here."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route, expect, sync_playwright

from tadpole.ui import context
from tests.conftest import CHROMIUM

pytestmark = pytest.mark.browser
SITE = "http://pond.test"
SCRIPT = (Path(context.__file__).parent / "static/ui/js/search-suggest.js").read_text(encoding="utf-8")
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'"
OPTIONS = [("湿疹", "/search/?q=1", "湿疹"), ("湿疹日记", "/search/?q=2", "湿疹日记")]


def answer(route: Route) -> None:
    url = urlsplit(route.request.url)
    if url.path.endswith(".js"):
        route.fulfill(body=SCRIPT, content_type="text/javascript")
    elif url.path == "/search/suggest/":
        found = OPTIONS if parse_qs(url.query)["q"] == ["shi"] else []
        route.fulfill(
            body=render_to_string("results/suggest.html", {"ideas": {"words": found, "lines": []}}),
            content_type="text/html",
        )
    else:
        box = render_to_string(
            "ui/parts/search_box.html", {"action": "/search/", "suggest": "/search/suggest/", "id": "q"}
        )
        page = f'<!doctype html><meta charset="utf-8"><script type="module" src="/s.js"></script><main>{box}</main>'
        route.fulfill(body=page, content_type="text/html", headers={"Content-Security-Policy": POLICY})


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.route("**/*", answer)
        page.goto(f"{SITE}/")
        yield page
        browser.close()


def test_the_search_box_is_a_combobox(page: Page) -> None:
    box: Any = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("shi")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(page.locator('[aria-selected="true"]')).to_have_text("湿疹日记")
    chosen = page.locator('[aria-selected="true"]').get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", str(chosen))
    box.press("ArrowDown")
    expect(page.locator('[aria-selected="true"]')).to_have_count(0)
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("shi")
    box.press_sequentially("x")
    page.wait_for_timeout(400)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("Backspace")
    expect(page.get_by_role("option")).to_have_count(2)
    box.press("ArrowUp")
    box.press("Enter")
    page.wait_for_url(f"{SITE}/search/?q=2")


def test_enter_alone_searches_for_what_was_typed(page: Page) -> None:
    page.get_by_role("combobox").press_sequentially("shi")
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url(f"{SITE}/search/?q=shi")
