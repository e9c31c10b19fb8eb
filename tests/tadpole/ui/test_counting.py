"""The page counts as the server does, says so near the end, and cuts nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tadpole.text import length, line
from tests.conftest import CHROMIUM

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).resolve().parents[3] / "site/tadpole/ui/static/ui/js/counting.js"
FAMILY = "👨\u200d👩\u200d👧"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
TEXTS = [
    *("😀" * 70, FAMILY * 20, "妈😀" * 12, "🇨🇳🇯🇵" * 9, "🇨🇳🇨", ENGLAND * 3, "1\ufe0f\u20e3❤\ufe0f\u200d🔥", "👍🏽" * 4),
    *("น้ำผึ้งกำลังดี", "नमस्ते क्षत्रिय क्\u200dष", "ന്\u200dന", "한국 \u1112\u1161\u11ab", "e\u0301á", "a\r\nb\n\nc"),
    *("葛\U000e0100", "ส" + "\u0e47" * 4, "می\u200cخواهم", "  两边 有空  ", "👩\u200d🍼喂奶日记", "🩷🫨🪿𮯰𮯱", ""),
]
FIELD = """<form><input id="name" data-most="24" value="妈妈">
<ui-count for="name" hidden data-left="{n} left" data-over="{n} too many"></ui-count></form>"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = chromium.new_page()
        page.set_content(FIELD)
        page.add_script_tag(content=re.sub(r"^export ", "", SCRIPT.read_text(encoding="utf-8"), flags=re.MULTILINE))
        yield page
        chromium.close()


def test_page_and_server_count_the_same(page: Page) -> None:
    counted = page.evaluate("(texts) => texts.map((text) => [length(text), length(taken(text, true))])", TEXTS)
    assert counted == [[length(text), length(line(text))] for text in TEXTS]


def test_the_counter_is_seen_near_the_end_and_cuts_nothing(page: Page) -> None:
    counter, field = page.locator("ui-count"), page.locator("#name")
    field.fill("妈")
    expect(counter).to_be_hidden()
    field.fill("妈😀" * 4)
    expect(counter).to_have_text("16 left")
    field.fill(FAMILY * 24)
    expect(counter).to_have_text("0 left")
    field.fill(FAMILY * 25)
    expect(counter).to_have_text("1 too many")
    assert field.input_value() == FAMILY * 25
