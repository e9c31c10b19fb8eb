"""A running site, browsers that look at it, and what every page is held to."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from pytest_django.plugin import DjangoDbBlocker

from tests import database
from tests.conftest import CHROMIUM
from tests.running import RunningSite, running

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
]
PATIENCE = 30_000
"""Milliseconds to wait for what happens behind a page, on a machine that has other work too."""
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[RunningSite]:
    """An empty site as a process of its own; this process sees the same database."""
    from django.conf import settings

    home: Path = tmp_path_factory.mktemp("site")
    hashers = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    as_the_site_does = override_settings(PASSWORD_HASHERS=hashers, MEDIA_ROOT=home / "uploads")
    with as_the_site_does, pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), running(home) as one:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop is this thread's; queries do not use it
        database.use(home / "tadpole.sqlite3")
        yield one
        database.use(Path(settings.HOME) / "test.sqlite3")


@pytest.fixture(scope="module")
def browser(site: RunningSite) -> Iterator[Browser]:
    """Chromium, for as long as the site runs. While Playwright's loop runs, Django keeps another connection: it is told too."""
    with sync_playwright() as playwright:
        database.use(site.home / "tadpole.sqlite3")
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@dataclass
class Visitor:
    """Somebody with a browser of their own. Whatever the browser complains of is kept."""

    site: RunningSite
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    forgiven: tuple[str, ...] = ()
    checked: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page, and hold it to WCAG 2.2 AA."""
        self.page.goto(self.site.origin + path)
        self.hold()
        return self.page

    def hold(self) -> None:
        """Hold the page that is open to WCAG 2.2 AA and to its width.

        Looked at as a whole: wherever it is scrolled, the bar at the foot of a phone lies over half of something.
        """
        self.page.wait_for_load_state()
        screen = self.page.viewport_size or {"width": 390, "height": 844}
        whole = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": screen["width"], "height": min(max(whole, screen["height"]), 8_000)})
        found = Axe().run(self.page, options=WCAG)
        self.page.set_viewport_size(screen)
        violations = [(one["id"], one["nodes"][0]["html"][:160]) for one in found.response["violations"]]
        assert violations == [], f"{self.page.url}: {violations}"
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{self.page.url} scrolls sideways"
        )
        self.checked.append(self.page.url)

    def follow(self, selector: str) -> Page:
        """Click what leads to another page, and hold that page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.hold()
        return self.page

    def reload_until(self, selector: str) -> None:
        """What follows from something said elsewhere may take a moment: look again until it is there."""
        until = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < until:
            try:
                self.page.wait_for_selector(selector, timeout=1_000, state="attached")
                return
            except PlaywrightTimeoutError:
                self.page.reload()
        raise AssertionError(f"{self.page.url} has no {selector}")

    def forgive(self, *expected: str) -> None:
        """The browser reports every refusal, some of them late; those that the story wants are not counted."""
        self.forgiven += expected

    @property
    def held_against(self) -> list[str]:
        return [one for one in self.complaints if not any(word in one for word in self.forgiven)]

    def sign_in(self, handle: str, password: str) -> None:
        self.page.goto(f"{self.site.origin}/account/login/")
        self.page.fill("input[name=login]", f"{handle}@example.org")
        self.page.fill("input[name=password]", password)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_url(lambda address: "/account/login" not in address)


@pytest.fixture
def visit(site: RunningSite, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Make a visitor: `visit(width=390)`. At the end nobody's browser may have complained."""
    made: list[Visitor] = []

    def visitor(width: int = 390, height: int = 844, **options: Any) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="no-preference", **options
        )
        one = Visitor(site, context, context.new_page())
        one.page.on("pageerror", lambda problem: one.complaints.append(str(problem)))
        one.page.on("console", lambda said: one.complaints.append(said.text) if said.type == "error" else None)
        made.append(one)
        return one

    yield visitor
    for one in made:
        one.context.close()
    assert [one.held_against for one in made if one.held_against] == []
