"""Every field on a phone: letters that iOS does not zoom into, no page wider than the screen without scripts, keys of input methods."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from playwright.sync_api import Page, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast
from tests.factories.circles import a_circle
from tests.factories.contests import a_contest
from tests.factories.live import on_air
from tests.factories.notes import a_note
from tests.factories.threads import a_thread
from tests.journeys.conftest import Visitor
from tests.running import RunningSite
from tests.tadpole.config.test_addresses import leaves

pytestmark = pytest.mark.browser
STAFFS = ("cms/", "admin/", "_ui/", "screening", "photos/")
FIELD = re.compile(rb'<(?:textarea|select|input type="(?!hidden|search|checkbox|radio|submit))')
SMALL = """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
    .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 16).map((one) => one.outerHTML.slice(0, 120))"""
WIDE = "document.documentElement.scrollWidth > innerWidth"
# What Safari sends for the Enter that ended a composition, and what Chromium sends while one is open.
ENTERS = [{"windowsVirtualKeyCode": 229, "text": "\r"}, {"windowsVirtualKeyCode": 229}]


@pytest.fixture(scope="module")
def cast(site: RunningSite, django_db_blocker: DjangoDbBlocker) -> Cast:
    with django_db_blocker.unblock():
        cast = Cast()
        assert cast.doctor and cast.editor and cast.bob
        return cast


def forms_of(cast: Any) -> list[str]:
    """The addresses of pages that have a field, for the doctor, who may host and wrote what there is."""
    thread, note, contest = a_thread(by=cast.doctor), a_note(by=cast.doctor), a_contest(by=cast.editor)
    made = [one.get_absolute_url() for one in (thread, note, a_circle(), on_air(by=cast.doctor))]
    routes = {f"/{route}" for route, _pattern in leaves(get_resolver().url_patterns) if "<" not in route}
    plain = sorted(one for one in routes if "(?P" not in one and not one[1:].startswith(STAFFS))
    contests = f"/contests/{contest.pk}/enter/"
    client = Client()
    client.force_login(cast.doctor)
    found = []
    for address in [*made, contests, f"{made[0]}1/edit/", f"{made[1]}edit/", *plain]:
        answer = client.get(address)
        if answer.status_code == 200 and not answer.streaming and FIELD.search(answer.content):
            found.append(address)
    return found


def test_every_form_on_a_phone(visit: Callable[..., Visitor], cast: Cast) -> None:
    addresses = forms_of(cast)
    assert len(addresses) > 12 and {"/notes/new/", "/t/new/"} <= set(addresses)
    phone = visit(has_touch=True, is_mobile=True, java_script_enabled=False)
    phone.sign_in("doctor")
    wrong = []
    for address in addresses:
        phone.page.goto(phone.site.origin + address, wait_until="domcontentloaded")
        wrong += [(address, one) for one in phone.page.evaluate(SMALL)]
        for width in (320, 390):
            phone.page.set_viewport_size({"width": width, "height": 844})
            wrong += [(address, f"is wider than {width}")] if phone.page.evaluate(WIDE) else []
    assert wrong == []


def compose(page: Page, selector: str, words: str) -> None:
    """Type as an input method does, and press the Enter that ends it."""
    page.locator(selector).focus()
    keys = page.context.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"text": words, "selectionStart": len(words), "selectionEnd": len(words)})
    keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": "Enter", "code": "Enter", **ENTERS[1]})
    keys.send("Input.insertText", {"text": words})
    keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": "Enter", "code": "Enter", **ENTERS[0]})
    keys.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": "Enter", "code": "Enter", **ENTERS[1]})


def test_the_enter_that_ends_a_composition_sends_nothing(visit: Callable[..., Visitor], cast: Cast) -> None:
    session = on_air(by=cast.doctor, title="输入法与回车")
    one = visit()
    one.sign_in("bob")
    one.page.goto(one.site.origin + session.get_absolute_url())
    compose(one.page, "#live-text", "湿疹")
    expect(one.page.locator("#live-text")).to_have_value("湿疹")
    one.page.wait_for_timeout(300)
    expect(one.page.locator("#said li")).to_have_count(0)
    one.page.keyboard.press("Enter")
    expect(one.page.locator("#said li")).to_have_count(1)

    one.page.goto(f"{one.site.origin}/search/")
    before = one.page.url
    compose(one.page, "main input[type=search]", "湿疹")
    one.page.wait_for_timeout(300)
    assert one.page.url == before
    with one.page.expect_navigation():
        one.page.keyboard.press("Enter")
