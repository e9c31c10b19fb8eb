"""A browser that runs no scripts: everything that matters is a link or a form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.factories.circles import a_circle
from tests.factories.contests import a_contest, an_entry
from tests.factories.live import on_air
from tests.factories.notes import a_note
from tests.factories.photos import a_file
from tests.factories.threads import a_thread
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(visit: Callable[..., Visitor]) -> Visitor:
    """Bob, signed in without scripts. Axe is a script itself, so these pages are not held to it here."""
    assert Cast().bob
    one = visit(java_script_enabled=False)
    one.sign_in("bob")
    return one


def press(visitor: Visitor, selector: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(selector).first.click()


def test_what_matters_works_without_scripts(plain: Visitor, tmp_path: Path) -> None:
    cast = Cast()
    circle = a_circle()
    thread = a_thread(by=cast.alice, circle=circle)
    note = a_note(by=cast.alice)
    contest = a_contest(by=cast.editor)
    entry = an_entry(by=cast.alice, contest=contest)
    session = on_air(by=cast.doctor)
    photo = tmp_path / "bowl.jpg"
    photo.write_bytes(a_file().read())

    a_thread_is_opened(plain, circle.slug, str(photo))
    a_post_is_answered_and_liked(plain, thread.get_absolute_url())
    a_note_is_liked(plain, note.get_absolute_url())
    a_vote_is_given(plain, contest.get_url(), entry.pk)
    something_is_said_live(plain, session.get_absolute_url())


def a_thread_is_opened(plain: Visitor, circle: str, photo: str) -> None:
    plain.page.goto(f"{plain.site.origin}/circles/{circle}/")
    press(plain, "main a.btn[href*='/t/new/']")
    plain.page.fill("input[name=title]", "没有脚本也能问吗？")
    plain.page.fill("textarea[name=text]", "慢一点没关系。")
    plain.page.set_input_files("input[name=photos_files]", photo)
    press(plain, "main form:has(textarea[name=text]) button.btn[type=submit]")
    expect(plain.page.locator("h1")).to_contain_text("没有脚本也能问吗")
    expect(plain.page.locator("#p1 .pics picture, #p1 .pics img").first).to_be_attached()


def a_post_is_answered_and_liked(plain: Visitor, thread: str) -> None:
    plain.page.goto(plain.site.origin + thread)
    press(plain, "#like-1 button")
    expect(plain.page.locator("#like-1 button")).to_have_attribute("aria-pressed", "true")
    plain.page.fill("#reply textarea", "看孩子准备好没有。")
    press(plain, "#reply button.btn[type=submit]")
    expect(plain.page.locator("#p2")).to_contain_text("看孩子准备好没有")
    press(plain, "#p1 a[href*='/reply/?to=1']")
    plain.page.fill("#reply textarea", "接着上一条说。")
    press(plain, "#reply button.btn[type=submit]")
    expect(plain.page.locator("#p3 blockquote")).to_be_visible()


def a_note_is_liked(plain: Visitor, note: str) -> None:
    plain.page.goto(plain.site.origin + note)
    press(plain, "main .reacts button.react")
    expect(plain.page.locator("main .reacts button.react").first).to_have_attribute("aria-pressed", "true")


def a_vote_is_given(plain: Visitor, contest: str, entry: int) -> None:
    plain.page.goto(plain.site.origin + contest)
    press(plain, f"#entry-{entry} button.vote")
    expect(plain.page.locator(f"#entry-{entry} .vote.done")).to_be_visible()


def something_is_said_live(plain: Visitor, session: str) -> None:
    plain.page.goto(plain.site.origin + session)
    plain.page.fill("#live-text", "没有脚本也说得上话")
    press(plain, "form.say button")
    expect(plain.page.locator("#said")).to_contain_text("没有脚本也说得上话")
