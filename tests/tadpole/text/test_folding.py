"""One spelling for search, and its tokens."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadpole.text import fold, tokens

CHINESE = st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("濕疹", "湿疹"),
        ("寶寶發燒", "宝宝发烧"),
        ("ＡＢＣ１２３", "abc123"),
        ("Straße", "strasse"),
        ("CAFE\u0301", "café"),
        ("㍿", "株式会社"),
        ("37.5℃", "37.5°c"),
        ("\ufeff小\u200b明\u200d", "小明"),
        ("薴", "苎"),
        ("豈", "岂"),
        ("", ""),
    ],
)
def test_spellings_that_are_one(written: str, folded: str) -> None:
    assert fold(written) == folded


@settings(deadline=None)
@given(st.text() | CHINESE)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_character_of_unicode_folds_to_something_that_stays() -> None:
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    assert [character for character in every if fold(fold(character)) != fold(character)] == []


@settings(deadline=None)
@given(st.text())
def test_capitals_and_composition_make_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("濕疹膏", ["湿", "湿疹", "疹", "疹膏", "膏"]),
        ("吃", ["吃"]),
        ("Baby B超 2岁", ["baby", "b", "超", "2", "岁"]),
        ("RSV-2024_x", ["rsv", "2024", "x"]),
        ("お湯、温度", ["お", "お汤", "汤", "温", "温度", "度"]),
        ("👶，。 \n", []),
        ("Café naïve", ["café", "naïve"]),
    ],
)
def test_tokens(text: str, found: list[str]) -> None:
    assert tokens(text) == found


@settings(deadline=None)
@given(st.text() | CHINESE)
def test_a_query_for_part_of_a_run_finds_it(text: str) -> None:
    assert tokens(fold(text)) == tokens(text)
    assert all(token == fold(token) for token in tokens(text))


@settings(deadline=None)
@given(CHINESE.filter(lambda run: all(character.isalpha() for character in run)))
def test_a_chinese_run_gives_twice_its_length_less_one(run: str) -> None:
    assert len(tokens(run)) == max(0, 2 * len(fold(run)) - 1)
