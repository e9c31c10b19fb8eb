"""Hostile shapes cost work in step with their length: counted in calls, depth and output, never in seconds."""

import sys
from types import FrameType

import pytest

from tadpole.text import MOST_CHARACTERS, highlight, plain
from tests.tadpole.text.allowed import PHOTO, read, shown

SHAPES = {
    "brackets": "[",
    "picture brackets": "![",
    "open links": "[a](",
    "closed brackets": "]",
    "nested links": "[[a](http://b.example/)](",
    "nested photos": f"![![x](photo:{PHOTO})](",
    "photos": f"![x](photo:{PHOTO})",
    "stars": "*",
    "open emphasis": "*a _b ",
    "mixed emphasis": "*a **b ***c ",
    "backticks": "`",
    "growing backticks": "".join("`" * length + "a" for length in range(100)),
    "quotes": "> ",
    "quotes on lines": ">\n",
    "quotes and lists": "> - ",
    "lists": "- ",
    "numbers": "1. ",
    "deeper lists": "- a\n  ",
    "headings": "# ",
    "fences": "```\n",
    "less than": "<",
    "less than and address": "<http://a.example/",
    "ampersands": "&",
    "entities": "&lt;",
    "backslashes": "\\",
    "ats": "@",
    "people": "@a ",
    "run of people": "@a",
    "hashes": "#",
    "topics": "#a# ",
    "broken topics": "#a b c d ",
    "addresses": "http://a.example/ ",
    "run of schemes": "_http://",
    "address and brackets": "http://a.example/((((",
    "blank lines": "\n\n",
    "tabs": "\t",
    "marks": "\u0301",
    "rules": "---\n",
    "definitions": "[a]: http://a.example/\n",
}
# Work that is quadratic would make four times the calls out of twice the text.
MOST_GROWTH = 2.6
MOST_CALLS_PER_CHARACTER = 160
DEEPEST = 20 + 1 + 4 + 1  # blocks, the paragraph, emphasis, a link
MOST_OUTPUT = 40


def calls_of(source: str) -> tuple[int, str]:
    """(Python and C calls made, HTML)."""
    made = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        html = shown(source).html
    finally:
        sys.setprofile(before)
    return made, html


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_work_grows_with_the_text(shape: str) -> None:
    shown(shape)  # tables and parsers that are made once are made now
    half, _ = calls_of((shape * MOST_CHARACTERS)[: MOST_CHARACTERS // 2])
    whole, html = calls_of((shape * MOST_CHARACTERS)[:MOST_CHARACTERS])
    found = read(html)
    assert found.wrong == []
    assert whole <= max(half, 1_000) * MOST_GROWTH
    assert whole <= MOST_CALLS_PER_CHARACTER * MOST_CHARACTERS
    assert found.deepest <= DEEPEST
    assert len(html) <= MOST_OUTPUT * MOST_CHARACTERS


@pytest.mark.parametrize(
    "source",
    [
        "[" * 1_500 + "a" + "](http://a.example/)" * 900,
        "![" * 1_500 + "a" + f"](photo:{PHOTO})" * 300,
        "*" * 9_000 + "a" + "*" * 9_000,
        "*a " * 2_500 + "a*" * 2_500,
        "> " * 9_000 + "a",
        "".join(" " * depth + "- a\n" for depth in range(180)),
        "".join("> " * depth + "a\n" for depth in range(130)),
    ],
)
def test_nesting_has_an_end(source: str) -> None:
    found = read(shown(source).html)
    assert found.wrong == []
    assert found.deepest <= DEEPEST


def test_quotes_too_deep_to_matter_keep_their_words() -> None:
    assert "到底" in shown(">" * 50 + " 到底").html


def test_ten_megabytes_make_no_more_calls_than_a_page() -> None:
    made, html = calls_of("[a](b)*" * 1_500_000)
    assert made < 2_000
    assert "<a" not in html


def test_words_and_marks_of_ten_megabytes() -> None:
    assert len(plain("[a](b)*" * 1_500_000)) <= MOST_CHARACTERS
    assert len(plain("<p>" + "<b>&" * 2_500_000 + "</b>")) <= 400_000
    assert len(highlight("湿疹" * 10_000, ["湿疹"] * 1_000)) == 1


HTML_SHAPES = {
    "bold": "<b>",
    "divisions": "<div>",
    "fonts": "<p><font size=%d>",
    "open quotes": '<a "',
    "less than": "<",
    "greater than": "> ",
    "open scripts": "<script>",
    "comments": "<!--",
    "entities": "&amp;",
    "blanks": "     ",
}


@pytest.mark.parametrize("shape", HTML_SHAPES.values(), ids=list(HTML_SHAPES))
def test_the_words_of_html_are_read_in_one_pass(shape: str) -> None:
    """Every character is looked at once; nothing of it is done in a library whose work would not be counted here."""

    def looks(times: int) -> int:
        html = "<p>" + "".join(shape.replace("%d", str(at)) for at in range(times)) + "</p>"
        before, made = sys.getprofile(), 0

        def count(_frame: FrameType, event: str, what: object) -> None:
            nonlocal made
            made += event in {"call", "c_call"}
            assert "nh3" not in str(what)

        sys.setprofile(count)
        try:
            plain(html)
        finally:
            sys.setprofile(before)
        return made

    looks(10)
    assert looks(4_000) <= max(looks(2_000), 200) * MOST_GROWTH


def test_what_the_words_of_html_are() -> None:
    html = '<p>a &lt;b&gt; <img alt="x > y"> c</p><ul><li>1</li><li>2</li></ul><script>if (a < b) "</p>"</script><p>d<!-- > -->e</p>'
    assert plain(html) == "a <b> c 1 2 de"
