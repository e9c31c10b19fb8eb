"""Which link has a card, how it is spelt, and what a hostile page may say of itself."""

import unicodedata
from collections.abc import Callable
from html import escape
from typing import Any

import pytest

from media.previews.rules import LONGEST_HEAD, LONGEST_TITLE, LONGEST_WORDS, canonical, card_of, link_in, shortened
from tadpole.text import fits, render

OURS = {"localhost", "pond.example"}


def rendered(text: str) -> str:
    nothing: Callable[[Any], Any] = lambda _names: {}  # noqa: E731
    return render(text, people=nothing, topics=lambda name: f"/~/topics/{name}/", photos=nothing).html


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("看这里 https://frogs.example.com/legs?a=1&b=2#top 很有用", "https://frogs.example.com/legs?a=1&b=2"),
        ("[这里](http://Frogs.Example.COM:80/腿)", "http://frogs.example.com/%E8%85%BF"),
        ("https://pond.example/t/1/ 和 https://frogs.example.com", "https://frogs.example.com/"),
        ("http://localhost:8000/t/1/", ""),
        ("http://192.168.1.1/admin 和 http://2130706433/", ""),
        ("没有链接 #话题# @小美", ""),
        ("`https://frogs.example.com/in-code`", ""),
        ("javascript:alert(1) [x](javascript:alert(1))", ""),
        ("<a href='https://frogs.example.com/'>typed</a>", "https://frogs.example.com/"),
    ],
)
def test_the_first_link_to_another_site(text: str, link: str) -> None:
    assert link_in(rendered(text), OURS).rstrip("'") in (link, link.rstrip("/"), f"{link}%27")


@pytest.mark.parametrize(
    ("url", "spelt"),
    [
        ("HTTPS://Frogs.Example.com", "https://frogs.example.com/"),
        ("https://frogs.example.com:443/a b", ""),
        ("https://frogs.example.com:443/a%20b", "https://frogs.example.com/a%20b"),
        ("https://frogs.example.com:8443/", "https://frogs.example.com:8443/"),
        ("https://蝌蚪.中国/腿?长=了#尾", "https://xn--lb2axm.xn--fiqs8s/%E8%85%BF?%E9%95%BF=%E4%BA%86"),
        ("https://me:secret@frogs.example.com/", ""),
        ("https://frogs/", ""),
        ("https://1.2.3.4/", ""),
        ("https://" + "a" * 600 + ".com/", ""),
        ("https://frogs.example.com/" + "长" * 200, ""),
    ],
)
def test_one_spelling(url: str, spelt: str) -> None:
    assert canonical(url) == spelt
    assert canonical(spelt) == spelt


def test_what_a_page_says_is_plain_text() -> None:
    card = card_of(
        "<head><title>ignored</title><meta property='og:title' content='&lt;script&gt;alert(1)&lt;/script&gt; \u202egnp.exe'>"
        "<meta name=description content='a\n\n b\x00\x07c &amp; d'><meta property=og:site_name content='\u200b\u2066'>",
        "www.frogs.example.com",
    )
    assert card is not None
    assert card.title == "<script>alert(1)</script> gnp.exe"
    assert card.description == "a bc & d"
    assert card.site == "frogs.example.com"


@pytest.mark.parametrize(
    "html",
    ["", "<p>words", "<title></title>", "<title> \u200b </title>", "<body><title>late</title>", " " * LONGEST_HEAD + "<title>late</title>"],
)  # fmt: skip
def test_a_page_without_a_title_has_no_card(html: str) -> None:
    assert card_of(html, "frogs.example.com") is None


@pytest.mark.parametrize("odd", ["<![foo bar]>", "<![ 1]>", "<!DOCTYPE [", "<?", "<!--"])
def test_what_the_parser_does_not_know_ends_the_reading_and_nothing_else(odd: str) -> None:
    card = card_of(f"<head><title>frogs</title>{odd}<meta name=description content=legs>", "frogs.example.com")
    assert card is not None and card.title == "frogs"
    assert card_of(f"<head>{odd}", "frogs.example.com") is None


def test_the_first_that_says_something_counts_and_nothing_is_said_twice() -> None:
    card = card_of(
        "<meta name=description content=''><meta name=description content='一'><meta name=description content='二'>"
        "<meta property=og:title content='一'><title>三</title>",
        "frogs.example.com",
    )
    assert card is not None and (card.title, card.description) == ("一", "")


BIDI = set(map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def test_a_family_of_emoji_is_kept_whole_or_left_out() -> None:
    family = "👨\u200d👩\u200d👧"
    assert card_of(f"<title>👩\u200d🍼喂奶日记{family}</title>", "a.example").title == f"👩\u200d🍼喂奶日记{family}"
    assert card_of("<title>粉🩷心</title>", "a.example").title == "粉🩷心"
    assert card_of(f"<title>{'长' * 119}{family}的一天</title>", "a.example").title == "长" * 119 + "…"


@pytest.mark.data
def test_hostile_words_stay_one_short_line(public_data: Callable[[str], list[dict[str, Any]]]) -> None:
    strings = [row["text"] for row in public_data("naughty_strings")]
    strings += [row["payload"] for row in public_data("xss_payloads")]
    assert len(strings) > 100
    for text in strings:
        for html in (f"<title>{text}</title>", f'<meta property="og:title" content="{escape(text)}">', text):
            card = card_of(html, "frogs.example.com")
            if card is None:
                continue
            assert card.title and fits(card.title, LONGEST_TITLE) and fits(card.description, LONGEST_WORDS)
            assert not set(card.title) & BIDI
            assert not [one for one in card.title if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")]


def test_shortening_keeps_to_the_measure() -> None:
    assert shortened("好" * 300, 120) == "好" * 119 + "…"
    assert shortened("  a\t\u2029b  ", 9) == "a b"
