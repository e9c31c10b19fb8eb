"""A session ends while somebody writes; she signs in in another tab and sends again. With scripts and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from community.threads.models import Post
from tests.cast import PASSWORD, member
from tests.factories.circles import a_circle
from tests.journeys.conftest import Visitor
from tests.running import RunningSite

pytestmark = pytest.mark.browser
WORDS = "他昨晚醒了三次，我写了二十分钟"
Visit = Callable[..., Visitor]


def a_writer(visit: Visit, handle: str, **options: object) -> Visitor:
    """Somebody in the middle of a thread."""
    member(handle, handle)
    a_circle(slug="late")
    one = visit(**options)
    one.sign_in(handle)
    one.page.goto(f"{one.site.origin}/t/new/?circle=late")
    one.page.fill("main [name=title]", "半夜总醒")
    one.page.fill("main [name=text]", WORDS)
    return one


def signs_in_elsewhere(one: Visitor, handle: str) -> None:
    """The session is over, and there is another one from another tab on."""
    one.context.clear_cookies(name="sessionid")
    tab = one.context.new_page()
    tab.goto(f"{one.site.origin}/account/login/")
    tab.fill("input[name=login]", f"{handle}@example.org")
    tab.fill("input[name=password]", PASSWORD)
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_url(lambda address: "/account/login" not in address)
    tab.close()


def written() -> int:
    return Post.objects.filter(text=WORDS).count()


def test_with_scripts_the_page_sends_what_was_written(site: RunningSite, visit: Visit) -> None:
    one = a_writer(visit, "quick")
    before = written()
    signs_in_elsewhere(one, "quick")
    one.page.locator("main form:has([name=text]) button[type=submit]").last.click()
    expect(one.page.locator("article, .post").filter(has_text=WORDS).first).to_be_visible()
    assert written() == before + 1


def test_without_scripts_the_refusal_sends_it_by_a_button(site: RunningSite, visit: Visit) -> None:
    one = a_writer(visit, "plain", java_script_enabled=False)
    before = written()
    signs_in_elsewhere(one, "plain")
    one.page.locator("main form:has([name=text]) button[type=submit]").last.click()
    expect(one.page.locator("main textarea[name=text]")).to_have_value(WORDS)
    assert written() == before, "nothing is sent by itself"
    one.forgive("403")
    one.page.locator("main form:has([name=text]) button[type=submit]").click()
    expect(one.page.locator("article, .post").filter(has_text=WORDS).first).to_be_visible()
    assert written() == before + 1


def test_signed_out_the_refusal_has_the_way_to_sign_in(site: RunningSite, visit: Visit) -> None:
    one = a_writer(visit, "gone")
    before = written()
    one.context.clear_cookies(name="sessionid")
    one.page.locator("main form:has([name=text]) button[type=submit]").last.click()
    expect(one.page.locator("main a[target=_blank]").first).to_be_visible()
    one.hold()
    signs_in_elsewhere(one, "gone")
    one.page.locator("main form:has([name=text]) button[type=submit]").click()
    expect(one.page.locator("article, .post").filter(has_text=WORDS).first).to_be_visible()
    assert written() == before + 1
    one.forgive("403")
