"""Decisions of the results page."""

import pytest

from search.results.rules import around, emergency, page_number
from tadpole.text import fold


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("宝宝发烧抽搐怎么办", "seizure"),
        ("熱性驚厥", "seizure"),
        ("Febrile SEIZURE", "seizure"),
        ("吃葡萄噎住了", "breathing"),
        ("嘴唇發紫", "breathing"),
        ("baby is not breathing", "breathing"),
        ("抽搐而且呼吸困难", "breathing"),
        ("睡眠呼吸暂停", ""),
        ("湿疹", ""),
        ("抽奖", ""),
        ("", ""),
    ],
)
def test_emergencies(typed: str, kind: str) -> None:
    assert emergency(fold(typed)) == kind


@pytest.mark.parametrize(
    ("typed", "number"),
    [(None, 1), ("", 1), ("2", 2), ("30", 30), ("31", 1), ("-1", 1), ("²", 1), ("9" * 50, 1), ("1e1", 1)],
)
def test_page_numbers(typed: str | None, number: int) -> None:
    assert page_number(typed) == number


def test_a_lead_begins_where_the_words_are() -> None:
    text = "前面说了很多别的事。" * 30 + "终于说到湿疹。" + "后面还有。" * 30
    start, end = around(text, text.index("湿疹"))
    assert text[start:].startswith("终于") and end - start == 120
    assert around(text, 10) == (0, 120)
