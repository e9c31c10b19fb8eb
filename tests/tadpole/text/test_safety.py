"""Whatever somebody types, only the tags, attributes and addresses of the list come out."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadpole.text import render
from tadpole.text.sanitising import safe, safe_photo
from tests.tadpole.text.allowed import PHOTO, PICTURE, everywhere, read, shown

PIECES = st.sampled_from(
    [
        *[
            "<",
            ">",
            '"',
            "'",
            "&",
            "`",
            "*",
            "_",
            "[",
            "]",
            "(",
            ")",
            "!",
            "#",
            "@",
            "\\",
            "~",
            "|",
            ":",
            "/",
            "\n",
            "\t",
        ],
        *[
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "```",
            "---\n",
            "    ",
            "![",
            "](",
            "&lt;",
            "&#60;",
            "&#x3c;",
            "\x00",
            "\u202e",
        ],
        *["<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<!--", "-->", "<![CDATA["],
        *["javascript:alert(1)", "JaVaScRiPt&colon;", "data:text/html,", "vbscript:", "//evil.example", "/~/t/1/"],
        *[
            "https://example.com/",
            "http://a@b/",
            f"![x](photo:{PHOTO})",
            "photo:",
            "@小明",
            "#湿疹#",
            "#topic ",
            "👨‍👩‍👧",
        ],
        *['<span data-photo="0"></span>', 'onclick="x"', "style=", "expression(", "\ud800", "\ufffe", "é", "中"],
    ]
)
SOURCES = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)


@settings(max_examples=600, deadline=None)
@given(SOURCES)
def test_only_allowed_html_comes_out(source: str) -> None:
    assert read(shown(source).html).wrong == []


@settings(max_examples=300, deadline=None)
@given(SOURCES)
def test_the_gate_changes_nothing_that_passed_it(source: str) -> None:
    html = render(source, people=lambda _: {}, topics=lambda _: None, photos=lambda _: {}).html
    assert safe(html) == html


@settings(max_examples=300, deadline=None)
@given(SOURCES)
def test_a_picture_never_carries_more_than_a_picture(words: str) -> None:
    words = words.encode("utf-8", "ignore").decode()
    html = safe_photo(PICTURE + "<script>alert(1)</script><img src=javascript:alert(1) onerror=alert(1)>", words)
    assert "<script" not in html
    assert "javascript:alert(1)" not in html.replace(words, "") or "javascript:" in words
    assert read(html.partition("</picture>")[0] + "</picture>").wrong == []


@pytest.mark.parametrize(
    ("mark_up", "kept"),
    [
        ('<img src="//evil.example/x.png" alt="">', '<img alt="">'),
        ('<img src="data:text/html,x" alt="">', '<img alt="">'),
        ('<img src="data:image/png;base64,AAAA" alt="">', '<img src="data:image/png;base64,AAAA" alt="">'),
        ('<img src="https://files.example/a.jpg" alt="">', '<img src="https://files.example/a.jpg" alt="">'),
        ('<img src="/a.jpg" alt="" style="width:1px" onload="x()">', '<img src="/a.jpg" alt="">'),
        ('<iframe src="/a"></iframe><picture class="pic"></picture>', '<picture class="pic"></picture>'),
    ],
)
def test_a_photo_look_up_is_held_to_its_list(mark_up: str, kept: str) -> None:
    assert safe_photo(mark_up, "") == kept


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "column", "least"),
    [("commonmark_examples", "markdown", 600), ("xss_payloads", "payload", 4000), ("naughty_strings", "text", 500)],
)
def test_nothing_of_the_public_collections_gets_through(
    public_data: Callable[[str], list[dict[str, Any]]], name: str, column: str, least: int
) -> None:
    texts = [row[column] for row in public_data(name)]
    assert len(texts) >= least
    wrong = {
        text: found
        for text in texts
        if (found := read(shown(text).html).wrong + read(shown(everywhere(text)[:20_000]).html).wrong)
    }
    assert wrong == {}
