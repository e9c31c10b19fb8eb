"""What is kept of what somebody typed, and how it is counted."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from tadpole.text import cleaned, first, fits, intake, length, line, lines, readable
from tadpole.text.folding import INVISIBLE
from tadpole.text.graphemes import graphemes

FAMILY = "👨\u200d👩\u200d👧"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
PIECES = (
    *("\u0301", "\u0e47", "\u0344", "\u20dd", "\u200d", "\ufe0f", "\u202e", "\U000e0041", "\U0001f3f4", "👨", "🇨"),
    *("a", "中", " ", "\n", "\r", "\u3164", "\ud800", "\uffff", "क", "\u094d", "ـ", "\u200c", "\x00", "\u2028", "Ａ"),
)
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join)


@pytest.mark.parametrize(
    "kept",
    [
        *(
            "宝宝第一次笑🩷🩵记录一下",
            "🩷生日快乐",
            "🩷",
            "🫨🪿",
            "𮯰𮯱",
            "👩\u200d🍼喂奶日记" + FAMILY,
            ENGLAND,
            "1\ufe0f\u20e3❤\ufe0f",
        ),
        *(
            "می\u200cخواهم",
            "क्\u200dष",
            "ന്\u200d",
            "葛\U000e0100",
            "👁\ufe0f\u200d🗨\ufe0f",
            "🏃🏻\u200d♀\ufe0f\u200d➡\ufe0f",
        ),
        *("\U000323b0", "\U0001fae9", "\ue000"),
        *(
            "\U0001faea\U0001facd\U0001f6d8",
            "\U00031350\U00033479",
            "㐂\ufe00一\U000e01ef",
            "☎\ufe0e#\ufe0f\u20e3",
            "🇨🇳🇨",
        ),
        *(
            "⛓\ufe0f\u200d💥🙂\u200d↔\ufe0f",
            "🧑\u200d🧑\u200d🧒\u200d🧒",
            "🏳\ufe0f\u200d⚧\ufe0f",
            "👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏿",
        ),
        *("น้ำที่ปั๊ม", "مُحَمَّدٌ بِسْمِ ٱللَّهِ", "श्री क्षत्रिय", "\u1112\u119e\u11ab", "རྒྱུད", "ខ្មែរ", "ᠮᠣᠩ\u180bᠭ", "m̄ n̂g", "שָׁלוֹם"),
    ],
)
def test_what_is_new_or_rare_is_kept(kept: str) -> None:
    assert line(kept) == lines(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("奶粉\u202e价格涨了吗 abc", "奶粉价格涨了吗 abc"),
        ("价\u2066格\u200f98\u061c元", "价格98元"),
        ("官\u200d方\u200b客\u3164服\u00ad", "官方客服"),
        ("\ufe0fa\ufe0f\ufe0f", "a\ufe0f"),
        ("x\U000e0061\U000e0062\U000e007f", "x"),
        ("a\x00b\x1bc\x85d\ud83de\ufffff\ufdd0g\ufff9h\U0001ffffi", "abcdefghi"),
        ("ส" + "\u0e47" * 40 + " 求助大家", "ส" + "\u0e47" * 4 + " 求助大家"),
        ("a" + "\u0301" * 60, "á" + "\u0301" * 3),
        ("á" + "\u0301" * 60, "á" + "\u0301" * 3),
        ("价格\u202e98元 abc", "价格98元 abc"),
        ("Z" + "\u0301\u200d" * 60, "\u0179" + "\u0301" * 3),
        ("ก" + "้" * 9 + "क" + "\u093c\u0941\u0902\u0901\u0951\u0952", "ก้้้้क\u093c\u0941\u0902\u0901"),
        ("ㅎ\u3164\uffa0\u115f", "ㅎ"),
        ("a\u200eb\u2067c\u2068d\u2069e\u202af\u202cg", "abcdefg"),
        ("😀\u200d好\u200d", "😀好"),
        ("x" + "\u0344" * 30, "\u1e8d\u0301\u0308\u0301"),
        ("ا" + "\u064b\u200d" * 9, "ا" + "\u064b" * 4),
    ],
)
def test_what_nobody_should_suffer_is_not(typed: str, kept: str) -> None:
    assert line(typed) == kept
    assert lines(typed) == kept


def test_one_line_and_several() -> None:
    assert line("  一\r\n二\u3000\u2028三\t") == "一 二 三"
    assert lines("  一\r\n二\r三\u2029四\n") == "一\n二\n三\n四"
    assert line("e\u0301") == "é"


@settings(deadline=None)
@given(HOSTILE)
def test_taking_in_twice_changes_nothing(typed: str) -> None:
    kept = lines(typed)
    assert lines(kept) == kept
    assert line(line(typed)) == line(typed)
    kept.encode()
    assert not regex.search(r"[\p{Mn}\p{Me}]{5}|[\x00\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", kept)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("😀" * 70, 70),
        (FAMILY * 20, 20),
        ("妈😀" * 12, 24),
        ("🇨🇳" * 3 + "🇨", 4),
        ("a\r\nb", 3),
        ("กำลัง", 3),
        ("नमस्ते", 3),
        (ENGLAND, 1),
        ("1\ufe0f\u20e3👍🏿葛\U000e0100", 3),
        ("🧑\u200d🧑\u200d🧒\u200d🧒\r\n\n", 3),
        ("\u1112\u1161\u11abक्षि", 2),
        ("", 0),
    ],
)
def test_length_is_what_a_reader_counts(text: str, characters: int) -> None:
    assert length(text) == characters


def test_both_limits_hold() -> None:
    assert fits(FAMILY * 24, 24)
    assert not fits("中" * 25, 24)
    assert not fits(ENGLAND + "👨\u200d👩\u200d👧\u200d👦" * 100, 100) or len(ENGLAND + FAMILY * 100) <= 800
    assert not fits("a" + "\u0301" * 4 * 60, 24)


@pytest.mark.parametrize(
    "empty", ["", " \n", "\u3164", "\u2800\u200b", "\u0301", "\u202e\ufe0f", "\U000e0041", "\ue000", "\u3000"]
)
def test_nothing_to_read(empty: str) -> None:
    assert readable(empty) == 0


def test_something_to_read() -> None:
    assert readable("a 🩷𮯰 " + FAMILY) == 4


def test_what_is_invisible_has_nothing_to_read() -> None:
    assert [hex(code) for code in INVISIBLE if readable(chr(code))] == []


def test_shortening_cuts_between_characters() -> None:
    assert first("长" * 119 + "👨\u200d👩\u200d👧的一天", 120) == "长" * 119 + "…"
    assert first("长" * 118 + FAMILY + "的一天", 120) == "长" * 118 + FAMILY + "…"
    assert first("短" + FAMILY, 2) == "短" + FAMILY


@settings(deadline=None)
@given(HOSTILE, st.integers(2, 9))
def test_what_is_shortened_fits(text: str, most: int) -> None:
    assert fits(first(cleaned(text), most), most)


@pytest.mark.data
def test_naughty_strings_and_payloads_are_taken_in_once(public_data: Callable[[str], list[dict[str, Any]]]) -> None:
    for name, column in (("naughty_strings", "text"), ("xss_payloads", "payload")):
        for row in public_data(name):
            kept = lines(row[column])
            assert lines(kept) == kept
            assert "\u202e" not in kept
            assert fits(first(kept, 60), 60)


def test_what_is_passed_by_as_plain_needs_no_cleaning() -> None:
    """Every character of the short cut, beside every kind of neighbour it may have there."""
    plain = [chr(code) for code in range(0x110000) if intake._PLAIN.fullmatch(chr(code))]
    text = "".join(plain) + "".join(reversed(plain))
    assert 20_000 < len(plain) < 30_000
    assert text.translate(intake._DENIED) == text
    assert unicodedata.is_normalized("NFC", text)
    assert list(graphemes(text)) == list(text)
    assert not intake._HELD.search(text) and not intake._PILED.search(text) and not intake._LINE_END.search(text)
