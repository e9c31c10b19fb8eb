"""The first words of a text, in characters as they are seen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadpole.text import PlainText, excerpt, plain
from tadpole.text.graphemes import graphemes
from tests.tadpole.text.allowed import PHOTO, shown

FAMILY = "👨‍👩‍👧‍👦"
SEEN = st.sampled_from(
    [FAMILY, "👍🏽", "🇨🇳", "1️⃣", "❤️", "e\u0301", "각", "中", "湿", "a", " ", "\n", "*", "#", "<p>", "</p>"]
)
TEXTS = st.lists(SEEN | st.text(max_size=5)).map("".join)


@pytest.mark.parametrize(
    ("text", "characters", "shown_as"),
    [
        ("宝宝发烧了怎么办", 5, "宝宝发烧…"),
        ("宝宝发烧", 4, "宝宝发烧"),
        (FAMILY * 3, 3, FAMILY * 3),
        (FAMILY * 4, 3, FAMILY * 2 + "…"),
        ("🇨🇳🇭🇰🇹🇼", 2, "🇨🇳…"),
        ("The quick brown fox", 13, "The quick…"),
        ("湿疹，发烧", 4, "湿疹…"),
        ("a" * 30, 10, "a" * 9 + "…"),
        ("", 5, ""),
        ("湿疹", 0, ""),
        ("湿疹", 1, "…"),
        ("湿疹", -3, ""),
    ],
)
def test_cut(text: str, characters: int, shown_as: str) -> None:
    assert excerpt(text, characters) == shown_as


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("# 标题\n\n**粗** 和 *斜* [链接](https://a.example/)", "标题 粗 和 斜 链接"),
        (f"看 ![我家]( photo:x) ![脚](photo:{PHOTO})图", "看 ![我家]( photo:x) 图"),
        ("> 引\n\n- 一\n- 二\n\n```\n码\n```", "引 一 二 码"),
        ("第一行\n第二行", "第一行 第二行"),
        (r"2\*3 &lt;b&gt; <b>", "2*3 <b> <b>"),
        ("<p>一</p><p>二<br>三 &amp; 四</p>", "一 二 三 & 四"),
        ('<h2 id="x">题</h2><p><script>alert(1)</script>文<img src="x"></p>', "题 文"),
    ],
)
def test_words_of_source_and_of_html(source: str, words: str) -> None:
    assert plain(source) == words


def test_source_and_stored_html_say_the_same() -> None:
    source = f"# 题\n\n一**二**三\n四\n\n- 五\n- @小明 #湿疹#\n\n![x](photo:{PHOTO})\n\n> 六"
    assert plain(source) == plain(shown(source).html)


@settings(deadline=None)
@given(TEXTS, st.integers(0, 30))
def test_an_excerpt_of_an_excerpt_is_itself(text: str, characters: int) -> None:
    first = excerpt(text, characters)
    assert isinstance(first, PlainText)
    assert excerpt(first, characters) == first
    assert len(list(graphemes(first))) <= characters


@settings(deadline=None)
@given(TEXTS, st.integers(1, 30))
def test_no_character_is_cut(text: str, characters: int) -> None:
    words, first = plain(text), excerpt(text, characters)
    if first != words:
        kept = list(graphemes(first.removesuffix("…")))
        assert kept == list(graphemes(words))[: len(kept)]


@settings(deadline=None)
@given(TEXTS)
def test_graphemes_are_the_text(text: str) -> None:
    assert "".join(graphemes(text)) == text


@pytest.mark.parametrize(
    "one",
    [
        FAMILY,
        "👍🏽",
        "🇨🇳",
        "1️⃣",
        "❤️‍🔥",
        "e\u0301\u0323",
        "\r\n",
        "각",
        "\u1100\u1161\u11a8",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "நி",
        "क्षि",
        "葛\U000e0100",
    ],
)
def test_one_character_as_seen(one: str) -> None:
    assert list(graphemes(f"x{one}中{one}{'' if one == chr(13) + chr(10) else one}")) == (
        ["x", one, "中", one] if one == "\r\n" else ["x", one, "中", one, one]
    )
