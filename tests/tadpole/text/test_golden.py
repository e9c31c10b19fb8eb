"""Whole texts as members write them, and the HTML that is stored for each.

A change of the HTML is a change of what people see: look at it, then write the new file with
``TADPOLE_WRITE_GOLDEN=1 pytest tests/tadpole/text/test_golden.py``.
"""

import os
from pathlib import Path

import pytest

from tadpole.text import render
from tests.tadpole.text.allowed import any_photo, everybody, hostile_topic, read

FOLDER = Path(__file__).parent / "golden"
KNOWN = {"小鱼妈妈", "陳醫師", "anna", "小明", "小红"}
TEXTS = sorted(FOLDER.glob("*.md"))


@pytest.mark.parametrize("text", TEXTS, ids=[text.stem for text in TEXTS])
def test_a_text_becomes_the_html_that_was_looked_at(text: Path) -> None:
    rendered = render(
        text.read_text(encoding="utf-8"),
        people=lambda names: everybody([name for name in names if name in KNOWN]),
        topics=hostile_topic,
        photos=any_photo,
    )
    got = f"{rendered.html}\n<!-- mentions {rendered.mentions}\n topics {rendered.topics}\n photos {rendered.photo_ids} -->\n"
    expected = text.with_suffix(".html.txt")
    if os.environ.get("TADPOLE_WRITE_GOLDEN"):
        expected.write_text(got, encoding="utf-8")
    assert read(rendered.html).wrong == []
    assert got == expected.read_text(encoding="utf-8")


def test_there_are_texts() -> None:
    assert len(TEXTS) >= 6
