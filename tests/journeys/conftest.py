"""A running site, browsers that look at it, and what every page is held to."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from pytest_django.plugin import DjangoDbBlocker

from tadpole.accounts.models import User
from tests import database
from tests.cast import PASSWORD, member
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


class FewRounds(PBKDF2PasswordHasher):
    """What the site can check; that a password is slow to guess is not what these tests are about."""

    iterations = 1_000


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[RunningSite]:
    """An empty site as a process of its own; this process sees the same database."""
    home: Path = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), running(home) as one:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop is this thread's; queries do not use it
        database.use(home / "tadpole.sqlite3")
        key, hashers = (home / "secret_key").read_text("ascii"), ["tests.journeys.conftest.FewRounds"]
        with override_settings(SECRET_KEY=key, PASSWORD_HASHERS=hashers, MEDIA_ROOT=home / "uploads"):
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
    person: User | None = None

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

    def sign_in(self, handle: str) -> None:
        """Give the browser a session of somebody, as if she had signed in before."""
        client = Client()
        self.person = User.objects.get(email=f"{handle}@example.org")
        client.force_login(self.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site.origin}])

    def sign_in_by_password(self, handle: str) -> None:
        self.page.goto(f"{self.site.origin}/account/login/")
        self.page.fill("input[name=login]", f"{handle}@example.org")
        self.page.fill("input[name=password]", PASSWORD)
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


NUMBERS = count(1)


@pytest.fixture
def newcomer(visit: Callable[..., Visitor], django_db_blocker: DjangoDbBlocker) -> Visitor:
    """Somebody signed in who has sent nothing before: what another test left on its way is not theirs."""
    number = next(NUMBERS)
    with django_db_blocker.unblock():
        member(f"parent{number}", f"第{number}位家长")
    one = visit()
    one.sign_in(f"parent{number}")
    return one
