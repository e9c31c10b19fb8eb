"""The picker in a browser: progress, refusal, retry, order, removal, drop, paste, and a form that waits for its pictures."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.factories.photos import a_file
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.browser
HERE, FAILED, GOING = (f"photo-picker li[data-state={state}]" for state in ("here", "failed", "going"))


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two pictures and something that is none."""
    paths = [tmp_path / name for name in ("one.jpg", "two.jpg", "none.jpg")]
    for path, content in zip(paths, (a_file().read(), a_file(colour=(200, 90, 60)).read(), b"no picture"), strict=True):
        path.write_bytes(content)
    return [str(path) for path in paths]


@pytest.fixture
def visitor(newcomer: Visitor) -> Visitor:
    """Before the form of a note."""
    newcomer.page.goto(f"{newcomer.site.origin}/notes/new/")
    newcomer.page.wait_for_selector("photo-picker.ready")
    return newcomer


@pytest.fixture
def page(visitor: Visitor) -> Page:
    return visitor.page


def posted(page: Page) -> list[str]:
    """The ids the form would send, in order."""
    return [str(field.get_attribute("value")) for field in page.query_selector_all("photo-picker input[name=photos]")]


def choose(page: Page, *files: str) -> None:
    page.set_input_files(".picker-choose input", list(files))


def test_choosing_refusing_ordering_and_removing(visitor: Visitor, page: Page, files: list[str]) -> None:
    choose(page, *files)
    expect(page.locator(HERE)).to_have_count(2)
    expect(page.locator(FAILED)).to_have_count(1)
    assert "JPEG" in page.locator(f"{FAILED} .err").inner_text()
    first, second = posted(page)
    visitor.hold()
    visitor.forgive("422")

    page.locator(HERE).first.locator("[data-do=later]").focus()
    page.keyboard.press("Enter")
    assert posted(page) == [second, first]
    page.locator(FAILED).locator("[data-do=remove]").click()
    page.locator(HERE).first.locator("[data-do=remove]").click()
    assert posted(page) == [first]


def test_what_did_not_get_through_is_sent_again(visitor: Visitor, page: Page, files: list[str]) -> None:
    page.context.set_offline(True)
    choose(page, files[0])
    expect(page.locator(FAILED)).to_have_count(1)
    page.locator("photo-picker").evaluate("element => element.closest('form').requestSubmit()")
    expect(page.locator(".picker-say")).not_to_be_empty()  # the form does not go without it
    page.context.set_offline(False)
    page.locator(f"{FAILED} [data-do=retry]").click()
    expect(page.locator(HERE)).to_have_count(1)
    assert len(posted(page)) == 1
    visitor.forgive("ERR_INTERNET_DISCONNECTED")


def test_dropped_and_pasted_pictures(page: Page, files: list[str]) -> None:
    for kind, target in (("drop", ".picker-drop"), ("paste", "textarea")):
        encoded = base64.b64encode(Path(files[0]).read_bytes()).decode()
        page.locator(target).first.evaluate(
            """(element, [kind, encoded]) => {
                const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
                const data = new DataTransfer();
                data.items.add(new File([bytes], "a.jpg", { type: "image/jpeg" }));
                const given = { bubbles: true, cancelable: true };
                element.dispatchEvent(kind === "drop" ? new DragEvent("drop", { ...given, dataTransfer: data }) : new ClipboardEvent("paste", { ...given, clipboardData: data }));
            }""",
            [kind, encoded],
        )
    expect(page.locator(HERE)).to_have_count(2)


def test_a_form_waits_for_its_pictures_and_then_goes(page: Page, files: list[str]) -> None:
    held: list[Route] = []
    page.route("**/photos/?id=*", lambda route: held.append(route))
    choose(page, files[0])
    expect(page.locator(GOING)).to_have_count(1)
    page.fill("textarea", "第一张照片。")
    page.locator("photo-picker").evaluate("element => element.closest('form').requestSubmit()")
    expect(page.locator(".picker-say")).not_to_be_empty()
    assert page.url.endswith("/notes/new/")
    with page.expect_request(lambda request: request.method == "POST" and "/notes/" in request.url) as sent:
        held[0].continue_()
    assert 'name="photos"' in (sent.value.post_data_buffer or b"").decode(errors="replace")


def test_at_most_nine(page: Page, files: list[str]) -> None:
    choose(page, *[files[0]] * 11)
    expect(page.locator(HERE)).to_have_count(9, timeout=20_000)
    expect(page.locator("photo-picker.full")).to_have_count(1)


@pytest.mark.parametrize(
    ("words", "html", "pictures"),
    [
        ("从 Word 复制的一段话", "<p>从 Word 复制的一段话</p>", 0),  # F23
        ("", "<table><td>12</td></table>", 0),
        ("", '<img src="https://example.org/a.png">', 1),
        ("image.png", "", 1),
        (" \n", "", 1),
    ],
)
def test_words_win_over_a_picture_of_them(page: Page, words: str, html: str, pictures: int) -> None:
    page.locator("textarea").first.focus()
    kept = page.locator("textarea").first.evaluate(
        """(element, [words, html, encoded]) => {
            const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
            const data = new DataTransfer();
            if (words) data.setData("text/plain", words);
            if (html) data.setData("text/html", html);
            data.items.add(new File([bytes], "image.png", { type: "image/png" }));
            return element.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }));
        }""",
        [words, html, base64.b64encode(a_file(kind="PNG").read()).decode()],
    )
    assert kept == (pictures == 0)  # not prevented: the browser puts the words in
    expect(page.locator("photo-picker li")).to_have_count(pictures)
