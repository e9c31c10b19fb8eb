"""Pinyin, typed and spoken."""

import pytest

from search.index.rules.sounds import initials_of, is_typed_sound, readings, sound_of, spoken


def test_how_words_sound() -> None:
    assert spoken("湿疹膏 A 用") == [["shi", "zhen", "gao"], ["yong"]]
    assert (sound_of("濕疹"), initials_of("濕疹"), sound_of("eczema")) == ("shizhen", "sz", "")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("shizhen", ["shi", "zhen"]),
        ("shi zhen", ["shi", "zhen"]),
        ("ShiZhe", ["shi", "zhe"]),
        ("niaobushi", ["niao", "bu", "shi"]),
        ("nver", ["nv", "er"]),
        ("nüer", ["nv", "er"]),
        ("xi'an", ["xi", "an"]),
    ],
)
def test_typed_pinyin_is_cut(typed: str, first: list[str]) -> None:
    assert readings(typed)[0] == first


def test_what_cannot_be_pinyin() -> None:
    assert readings("qqq") == readings("") == []
    assert readings("xian") == [["xian"], ["xi", "an"]]
    assert len(readings("xian" * 200)) <= 4, "long pieces cost no more"
    assert is_typed_sound("shi zhen") and not is_typed_sound("湿zhen") and not is_typed_sound("b12")
