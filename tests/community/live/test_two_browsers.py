"""Two people, two browsers, one session: what one says is on the other's picture at once."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import database
from tests.conftest import CHROMIUM
from tests.running import ROOT, RunningSite, running

pytestmark = pytest.mark.browser
WITHIN_MS = 300
PEOPLE = """
import sys; sys.path[:0] = ["site", "."]
import django; django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from tests.cast import Cast
from tests.factories import live
cast = Cast()
session = live.on_air(by=cast.doctor)
replay = live.a_replay(by=cast.doctor)
live.comments(replay, by=cast.bob, offsets=[500, 900, 1_500], text="重播里的第 {n} 句")
print("IDS", session.pk, replay.pk)
for person in (cast.alice, cast.bob):
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY], store[HASH_SESSION_KEY] = str(person.pk), "allauth.account.auth_backends.AuthenticationBackend", person.get_session_auth_hash()
    store.create()
    print("KEY", store.session_key)
"""
WATCH = """() => {
  window.seen = {};
  new MutationObserver((changes) => {
    for (const change of changes) for (const one of change.addedNodes) window.seen[one.textContent] ??= Date.now();
  }).observe(document.querySelector("[data-sky]"), { childList: true });
}"""
SAY = """(text) => {
  document.querySelector("#live-text").value = text;
  const at = Date.now();
  document.querySelector("form.say").requestSubmit();
  return at;
}"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    home: Path = tmp_path_factory.mktemp("live")
    with django_db_blocker.unblock():
        database.fresh_copy(home / "tadpole.sqlite3")
    environment = {
        **os.environ,
        "TADPOLE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.embedded",
    }
    made = subprocess.run(
        [sys.executable, "-c", PEOPLE], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in made.stdout.splitlines()]
    ids = next(row[1:] for row in rows if row[:1] == ["IDS"])
    keys = [row[1] for row in rows if row[:1] == ["KEY"]]
    with running(home.parent / f"{home.name}-site", source=home) as site:
        yield site, ids, keys


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def opened(browser: Browser, site: RunningSite, path: str, key: str = "", **more: Any) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN", **more)
    if key:
        context.add_cookies([{"name": "sessionid", "value": key, "url": site.origin}])
    page = context.new_page()
    page.goto(site.origin + path)
    return page


def watching(browser: Browser, site: RunningSite, path: str, key: str = "", **more: Any) -> Page:
    page = opened(browser, site, path, key, **more)
    page.wait_for_selector("[data-viewers]:not([hidden])")
    return page


def test_a_comment_is_on_the_others_picture_at_once(place: Any, browser: Browser, capsys: Any) -> None:
    site, (live, _replay), (alice_key, bob_key) = place
    alice, bob = (watching(browser, site, f"/live/{live}/", key) for key in (alice_key, bob_key))
    bob.evaluate(WATCH)
    took = []
    for n in range(5):
        text = f"听见了吗 {n}"
        sent = alice.evaluate(SAY, text)
        bob.wait_for_function("(text) => window.seen[text]", arg=text)
        took.append(bob.evaluate("(text) => window.seen[text]", text) - sent)
        alice.wait_for_timeout(2_100)
    with capsys.disabled():
        middle = statistics.median(took)
        print(f"\ncomment → the other's picture: {took} ms, median {middle} ms (aim ≤ {WITHIN_MS})")  # noqa: T201  what the issue asks to see
    assert min(took) <= WITHIN_MS
    assert "听见了吗 4" in bob.inner_text("[data-log]")
    assert alice.inner_text("li.mine:last-child").startswith(alice.inner_text("li.mine:last-child time"))
    assert "你" in alice.inner_text("li.mine:last-child b")
    assert bob.locator("li:last-child a.flag").count() == 1
    for page in (alice, bob):
        page.context.close()


def test_with_little_movement_nothing_flies_and_the_list_goes_on(place: Any, browser: Browser) -> None:
    site, (live, _replay), (alice_key, bob_key) = place
    calm = watching(browser, site, f"/live/{live}/", bob_key, reduced_motion="reduce")
    alice = watching(browser, site, f"/live/{live}/", alice_key)
    alice.evaluate(SAY, "慢慢来")
    calm.wait_for_function("() => document.querySelector('[data-log]').innerText.includes('慢慢来')")
    assert calm.locator("[data-sky] span").count() == 0
    assert calm.is_visible("[data-stillness]")
    for page in (alice, calm):
        page.context.close()


def test_what_a_viewer_chose_is_kept(place: Any, browser: Browser) -> None:
    site, (live, _replay), (_alice_key, bob_key) = place
    bob = watching(browser, site, f"/live/{live}/", bob_key)
    bob.click("[data-fly]")
    bob.reload()
    bob.wait_for_selector("[data-fly][aria-pressed=false]")
    assert not bob.is_visible("[data-sky]")
    bob.context.close()


def test_hostile_words_stay_words(place: Any, browser: Browser) -> None:
    site, (live, _replay), (alice_key, bob_key) = place
    alice, bob = (watching(browser, site, f"/live/{live}/", key) for key in (alice_key, bob_key))
    words = "<img src=x onerror=alert(1)><script>1</script>"
    alice.evaluate(SAY, words)
    bob.wait_for_function("(text) => document.querySelector('[data-log]').innerText.includes(text)", arg=words)
    assert bob.locator("live-stage img[src=x], live-stage script").count() == 0
    for page in (alice, bob):
        page.context.close()


def test_the_replay_lets_comments_go_when_the_picture_reaches_them(place: Any, browser: Browser) -> None:
    site, (_live, replay), _keys = place
    page = opened(browser, site, f"/live/{replay}/")
    page.wait_for_function("() => document.querySelectorAll('[data-log] li').length === 3", timeout=20_000)
    assert page.inner_text("[data-log]").count("重播里的") == 3
    page.context.close()


def test_a_clip_shorter_than_the_session_goes_round_and_the_time_goes_on(place: Any, browser: Browser) -> None:
    site, (_live, replay), _keys = place
    page = opened(browser, site, f"/live/{replay}/")
    page.wait_for_function("() => document.querySelector('video').duration > 20")
    page.evaluate("() => { document.querySelector('video').currentTime = 22.6; }")
    page.wait_for_function(
        "() => /^00:2[5-9]$/.test(document.querySelector('[data-clock]').textContent)", timeout=20_000
    )
    page.evaluate(
        "() => { const seek = document.querySelector('[data-seek] input'); seek.value = 600000; seek.dispatchEvent(new Event('change')); }"
    )
    page.wait_for_function(
        "() => /^10:0[1-9]$/.test(document.querySelector('[data-clock]').textContent)", timeout=20_000
    )
    page.context.close()
