"""Nothing but keys: past the links at the top, to a question of one's own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.factories.circles import a_circle
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.browser
MOST_STEPS = 60


def tab_to(page: Page, selector: str) -> None:
    """Tab until the focus is on it; each stop on the way can be seen."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    raise AssertionError(f"no way to {selector} by Tab")


# A ring or a shadow around what has the focus, or around what stands for it.
SEEN = """() => {
    const at = document.activeElement;
    if (at === document.body) return true;
    for (let one = at; one && one !== document.body; one = one.parentElement) {
        const style = getComputedStyle(one);
        if ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none") return true;
    }
    return false;
}"""


def test_a_thread_is_opened_by_keyboard(visit: Callable[..., Visitor]) -> None:
    assert Cast().bob
    circle = a_circle()
    bob = visit(width=1280, height=900)
    bob.sign_in("bob")
    bob.go(circle.get_absolute_url())
    bob.page.keyboard.press("Tab")
    expect(bob.page.locator("a.skip")).to_be_focused()
    expect(bob.page.locator("a.skip")).to_be_in_viewport()
    bob.page.keyboard.press("Enter")
    expect(bob.page.locator("#main")).to_be_focused()

    tab_to(bob.page, "main a[href*='/t/new/']")
    with bob.page.expect_navigation():
        bob.page.keyboard.press("Enter")
    tab_to(bob.page, "input[name=title]")
    bob.page.keyboard.type("不用鼠标也能问吗？")
    tab_to(bob.page, "textarea[name=text]")
    bob.page.keyboard.type("试一试。")
    tab_to(bob.page, "main form:has(textarea[name=text]) button.btn[type=submit]")
    with bob.page.expect_navigation():
        bob.page.keyboard.press("Enter")
    expect(bob.page.locator("h1")).to_contain_text("不用鼠标也能问吗")
    bob.hold()


def test_a_menu_opens_and_closes_by_keyboard(visit: Callable[..., Visitor]) -> None:
    assert Cast().mei
    mei = visit(width=1280, height=900)
    mei.sign_in("mei")
    mei.go("/circles/")
    menu = mei.page.locator("header ui-menu:has(a[href$='/account/'])")
    tab_to(mei.page, "header ui-menu:has(a[href$='/account/']) summary")
    mei.page.keyboard.press("Enter")
    expect(menu.locator("details")).to_have_attribute("open", "")
    mei.hold()
    mei.page.keyboard.press("Escape")
    expect(menu.locator("details")).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
