"""The public collections of hostile mark-up, rendered as members' texts, opened and prodded in a real browser."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from tests.conftest import CHROMIUM
from tests.tadpole.text.allowed import everywhere, shown

ADDRESS = "http://tadpole.test/"
BATCH = 400
WATCH = """
  window.executed = [];
  for (const name of ["alert", "prompt", "confirm", "print", "open"])
    window[name] = (...what) => { window.executed.push(name + ":" + String(what[0]).slice(0, 80)); };
  // Web addresses are not followed; everything else that a click would start is let run.
  window.addEventListener("click", (event) => {
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
    if (link && /^https?:$/.test(link.protocol)) event.preventDefault();
  }, true);
"""
PROD = """() => {
  const kinds = { MouseEvent: "click dblclick mousedown mouseup mousemove mouseover mouseout mouseenter mouseleave contextmenu",
    PointerEvent: "pointerdown pointerup pointermove pointerover pointerenter", KeyboardEvent: "keydown keypress keyup",
    FocusEvent: "focus blur focusin focusout", WheelEvent: "wheel", AnimationEvent: "animationstart animationend",
    TransitionEvent: "transitionrun transitionend", DragEvent: "drag dragstart dragover drop",
    Event: "load error input change toggle scroll copy cut paste select submit begin beforetoggle" };
  const events = Object.entries(kinds).flatMap(([kind, names]) =>
    names.split(" ").map((name) => new window[kind](name, { bubbles: false, cancelable: true })));
  const elements = [...document.querySelectorAll("main *")];
  // Without scripts, what an element does is all in its own tag: of those that are written alike, one is prodded.
  const different = new Map(elements.map((element) => [element.cloneNode(false).outerHTML, element]));
  for (const element of different.values()) {
    if (element.tabIndex >= 0) element.focus?.({ preventScroll: true });
    for (const event of events) element.dispatchEvent(event);
  }
  return [elements.length, different.size];
}"""


@dataclass
class Watched:
    """A page, what ran on it and what it asked the network for."""

    page: Page
    html: str = ""
    asked: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        elif route.request.url.startswith(f"{ADDRESS}files/") or route.request.url.endswith("/favicon.ico"):
            route.fulfill(status=204)
        else:
            self.asked.append(route.request.url)
            route.abort()

    def open(self, body: str) -> tuple[int, int, list[str]]:
        """(elements opened, different ones prodded, what ran, was asked for or was left for)."""
        self.html = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><main>{body}</main>'
        self.asked, self.dialogs, self.left = [], [], []
        self.page.goto(ADDRESS)
        opened, prodded = self.page.evaluate(PROD)
        self.page.wait_for_timeout(150)
        executed: list[str] = self.page.evaluate("window.executed")
        self.left = [frame.url for frame in self.page.frames if frame.url != ADDRESS]
        return opened, prodded, [*executed, *self.asked, *self.dialogs, *self.left]


@pytest.fixture
def watched() -> Iterator[Watched]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page()
        one = Watched(page)
        page.add_init_script(WATCH)
        page.route("**/*", one.answer)
        page.on("dialog", lambda dialog: (one.dialogs.append(dialog.message), dialog.dismiss()))
        yield one
        browser.close()


@pytest.mark.browser
@pytest.mark.data
def test_no_payload_runs(
    watched: Watched, public_data: Callable[[str], list[dict[str, Any]]], capsys: pytest.CaptureFixture[str]
) -> None:
    for raw in ("<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>", "<b onmouseover=alert(1)>x</b>"):
        _, _, ran = watched.open(raw)
        assert "alert:1" in ran, f"the watch sees nothing: {raw}"

    texts = [row["payload"] for row in public_data("xss_payloads")]
    texts += [row["markdown"] for row in public_data("commonmark_examples")]
    texts += [row["text"] for row in public_data("naughty_strings")]
    pages = [shown(text).html for text in texts] + [shown(everywhere(text)[:20_000]).html for text in texts]
    elements, different, ran = 0, 0, []
    for first in range(0, len(pages), BATCH):
        opened, prodded, found = watched.open("\n".join(pages[first : first + BATCH]))
        elements += opened
        different += prodded
        ran += found
    tried = f"hostile texts tried: {len(texts)} as typed and {len(texts)} in every place"
    prods = f"elements opened: {elements}, different ones prodded: {different}"
    with capsys.disabled():
        sys.stdout.write(f"\n{tried}; {prods}; executed, asked for or left for: {len(ran)}\n")
    assert len(texts) >= 5_000
    assert ran == []
