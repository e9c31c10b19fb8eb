"""Answering, and being answered while a thread is open: where the focus goes, what is said aloud, what does not move."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast, member
from tests.factories.threads import a_reply, a_thread
from tests.journeys.conftest import Visitor
from tests.running import RunningSite

pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement.id"


@pytest.fixture(scope="module")
def cast(site: RunningSite, django_db_blocker: DjangoDbBlocker) -> Any:
    with django_db_blocker.unblock():
        cast = Cast()
        cast.reader = member("reader", "在看的人")
        cast.thread = a_thread(by=cast.alice, text="这里有一大段话。\n\n" * 40)
        return cast


def visitor_of(cast: Any, visit: Callable[..., Visitor], **options: Any) -> Visitor:
    one = visit(**options)
    one.sign_in("reader")
    return one


def answer_on_its_own_page(one: Visitor, thread: Any) -> str:
    """From the post's own button; the number of what was written."""
    page = one.go(f"/t/{thread.pk}/")
    page.locator("#p1 a[href*='reply/?to=1']").click()
    page.wait_for_url("**/reply/?to=1")
    page.fill("#reply textarea", "在单独那一页回的")
    page.locator("#reply button[type=submit]").click()
    page.wait_for_url(f"**/t/{thread.pk}/#p*")
    return page.url.partition("#")[2]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_reply_page_leads_to_the_answer(cast: Any, visit: Callable[..., Visitor], width: int) -> None:
    one = visitor_of(cast, visit, width=width)
    number = answer_on_its_own_page(one, cast.thread)
    assert one.page.evaluate(FOCUSED) == number, "the reader's place is the answer"
    expect(one.page.locator(f"#{number}")).to_be_in_viewport()
    expect(one.page.locator("#toasts[role=status]")).to_contain_text("发好了")
    one.hold()


def test_without_scripts_too(cast: Any, visit: Callable[..., Visitor]) -> None:
    one = visitor_of(cast, visit, java_script_enabled=False)
    page = one.page
    page.goto(f"{one.site.origin}/t/{cast.thread.pk}/reply/?to=1")
    page.fill("#reply textarea", "没有脚本回的")
    page.locator("#reply button[type=submit]").click()
    page.wait_for_url(f"**/t/{cast.thread.pk}/#p*")
    number = page.url.partition("#")[2]
    expect(page.locator(f"#{number}")).to_contain_text("没有脚本回的")
    expect(page.locator(f"#{number}")).to_be_in_viewport()
    expect(page.locator("#toasts")).to_contain_text("发好了")
    expect(page.locator("#news a")).to_have_count(0)


def test_in_the_thread_the_new_answer_takes_the_focus(cast: Any, visit: Callable[..., Visitor]) -> None:
    page = visitor_of(cast, visit).go(f"/t/{cast.thread.pk}/")
    page.fill("#reply textarea", "就在这里回的")
    page.locator("#reply button[type=submit]").click()
    mine = page.locator("#posts > article").last
    expect(mine).to_contain_text("就在这里回的")
    expect(mine).to_be_focused()
    expect(page.locator("#said")).to_contain_text("发好了")


def answers(cast: Any, blocker: DjangoDbBlocker, how_many: int) -> None:
    with blocker.unblock():
        for number in range(how_many):
            a_reply(by=(cast.bob, cast.mei)[number % 2], thread=cast.thread, text=f"新来的回答 {number}")


def open_with_a_clock(one: Visitor, path: str) -> tuple[Page, list[str]]:
    """A page whose clock stands still until it is moved, and what it asked the server for news."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/news/" in request.url:
            asked.append(request.url)

    one.page.on("request", note)
    one.page.clock.install()
    one.go(path)
    return one.page, asked


def test_two_new_answers_are_offered_and_nothing_moves(
    cast: Any, visit: Callable[..., Visitor], django_db_blocker: DjangoDbBlocker
) -> None:
    one = visitor_of(cast, visit)
    page, asked = open_with_a_clock(one, f"/t/{cast.thread.pk}/")
    page.fill("#reply textarea", "写到一半的话")
    page.locator("#reply textarea").focus()
    before = page.locator("#reply textarea").bounding_box()
    page.clock.run_for(31_000)
    assert len(asked) == 1 and page.locator("#news a").count() == 0
    answers(cast, django_db_blocker, 2)
    page.clock.run_for(46_000)
    offer = page.locator("#news a")
    expect(offer).to_contain_text("有 2 条新回复")
    expect(page.locator("#said")).to_contain_text("有 2 条新回复")
    assert page.locator("#reply textarea").bounding_box() == before
    assert page.evaluate(FOCUSED) == "id_text"
    one.hold()
    offer.click()
    expect(page.locator("#posts")).to_contain_text("新来的回答 1")
    expect(page.locator("#posts > article", has_text="新来的回答 0")).to_be_focused()
    expect(page.locator("#reply textarea")).to_have_value("写到一半的话")
    expect(page.locator("#news a")).to_have_count(0)
    there = page.locator("#posts > article").count()
    page.locator("#reply button[type=submit]").click()
    expect(page.locator("#posts > article").last).to_contain_text("写到一半的话")
    assert page.locator("#posts > article").count() == there + 1, "what was added already is not added again"


def test_a_tab_that_nobody_looks_at_asks_nothing(cast: Any, visit: Callable[..., Visitor]) -> None:
    page, asked = open_with_a_clock(visitor_of(cast, visit), f"/t/{cast.thread.pk}/")
    look = "state => { Object.defineProperty(document, 'visibilityState', { value: state, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }"
    page.evaluate(look, "hidden")
    page.clock.run_for(600_000)
    assert asked == []
    page.evaluate(look, "visible")
    page.clock.run_for(1_000)
    assert len(asked) == 1
    page.clock.run_for(3_600_000)
    assert len(asked) < 20, "and less and less often while nothing happens"
