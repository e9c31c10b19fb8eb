"""The query's words are found in the text as it was written."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadpole.text import Segment, highlight, tokens


def marked(original: str, terms: list[str]) -> str:
    return "".join(f"[{text}]" if hit else text for text, hit in highlight(original, terms))


@pytest.mark.parametrize(
    ("original", "query", "shown"),
    [
        ("寶寶濕疹怎麼辦", "湿疹", "寶寶[濕疹]怎麼辦"),
        ("湿巾和湿疹", "湿疹", "湿巾和[湿疹]"),
        ("Ｅｃｚｅｍａ cream", "eczema", "[Ｅｃｚｅｍａ] cream"),
        ("baby, babysitter, BABY.", "baby", "[baby], babysitter, [BABY]."),
        ("每次体检", "次体检", "每[次体检]"),
        ("B超单", "B超", "[B超]单"),
        ("cafe\u0301 bar", "café", "[cafe\u0301] bar"),
        ("小\u200b明来了", "小明", "[小\u200b明]来了"),
        ("宝宝2岁", "2岁", "宝宝[2岁]"),
        ("什么也没有", "发烧", "什么也没有"),
        ("吃", "吃", "[吃]"),
        ("", "吃", ""),
        ("没有问", "", "没有问"),
    ],
)
def test_marks(original: str, query: str, shown: str) -> None:
    assert marked(original, tokens(query)) == shown


def test_a_term_of_several_words_and_overlapping_places() -> None:
    assert marked("Baby  sleep; baby sleep!", ["baby sleep"]) == "Baby  sleep; [baby sleep]!"
    assert marked("哈哈哈", ["哈哈"]) == "[哈哈哈]"


def test_half_of_a_ligature_marks_the_whole() -> None:
    assert highlight("㍿工业", ["会社"]) == [Segment("㍿", True), Segment("工业", False)]


@settings(deadline=None)
@given(st.text() | st.text(alphabet="湿濕疹疹e\u0301ﬁ㍿ aA👨\u200d👩"), st.lists(st.text(max_size=4), max_size=5))
def test_nothing_of_the_text_is_lost(original: str, terms: list[str]) -> None:
    segments = highlight(original, terms)
    assert "".join(segment.text for segment in segments) == original
    assert all(segment.text for segment in segments)
    assert all(before.hit != after.hit for before, after in pairwise(segments))
