"""The one way in for words: what is kept of what somebody typed, and how long it is.

Names, titles, texts, notes, comments, link cards, products, topics and queries all come through here. Characters are denied by
a list, never for being unknown: emoji and Han characters are added to Unicode every year.
"""

import re
import unicodedata

import regex

from tadpole.text.folding import INVISIBLE
from tadpole.text.graphemes import graphemes

MOST_MARKS = 4
"""Combining marks on one letter; Vietnamese and pointed Hebrew need three."""
CODE_POINTS = 8
"""A character as seen may be many code points: a text has room for eight times its characters, and so have the columns."""

LOOKED_AT = 10_000
"""Code points at the beginning of a text among which something to read is looked for."""

# What most texts are made of: one character as seen each, composed, never denied. To see that a text has nothing else is a hundred
# times faster than to clean it. The tone marks of U+302A and the marks of voiced kana are not among them.
_PLAIN = re.compile(
    "[\n\t -~\u2014\u2018\u2019\u201c\u201d\u2026\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff5e]*"
)
_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d\u180f"
_TAGS = "\U000e0020-\U000e007f"
_HELD = regex.compile(f"[{_JOINERS}{_SELECTORS}{_TAGS}]")
# Controls but tab and line end, halves of characters, specials, noncharacters; the bidi controls are among the invisible.
_DENIED: dict[int, None] = dict.fromkeys(
    [
        *(code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"),
        *range(0xD800, 0xE000),
        *range(0xFDD0, 0xFDF0),
        *range(0xFFF0, 0xFFFE),
        *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
        *(code for code in INVISIBLE if not _HELD.match(chr(code))),
    ]
)
_PICTURE = r"\p{Extended_Pictographic}"
_JOINED = "".join(
    rf"\p{{Script={script}}}"
    for script in (
        *("Arabic", "Syriac", "Mongolian", "Nko", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya"),
        *("Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar"),
    )
)
# What has no look of its own stays where it changes a neighbour's: joiners within an emoji or a script that joins, a selector
# after a character, the letters of a region after a flag. Anywhere else it could only hide.
_STRAY = regex.compile(
    rf"[{_JOINERS}](?<![{_JOINED}].)(?!(?<={_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]?.){_PICTURE})"
    rf"|[{_SELECTORS}](?<![^\s{_JOINERS}{_SELECTORS}{_TAGS}].)"
    rf"|[{_TAGS}](?<!\U0001f3f4[{_TAGS}]{{1,7}})"
)
_LINE_END = regex.compile("\r\n?|[\u2028\u2029]")
_MARK = r"\p{Mn}\p{Me}"
_PILED = regex.compile(rf"((?:[{_MARK}][{_JOINERS}]*+){{{MOST_MARKS}}})[{_MARK}{_JOINERS}]*[{_MARK}]")
_MARKED_TWICE = regex.compile(rf"[{_MARK}][{_JOINERS}]*+[{_MARK}]")
_SEEN = regex.compile(r"[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]")


def cleaned(text: str) -> str:
    """``text`` with ``\\n`` as its line ends and without what no reader can see or should suffer.

    Out go control characters, halves of characters, noncharacters, direction marks, invisible characters that join nothing,
    and what is more than four marks on one letter. Any length, linear.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _LINE_END.sub("\n", text).translate(_DENIED)
    if _HELD.search(text):
        text = _STRAY.sub("", text)
    if _MARKED_TWICE.search(text):  # a letter that holds marks of its own is counted with them
        text = unicodedata.normalize("NFC", _PILED.sub(r"\1", unicodedata.normalize("NFD", text)))
    return text


def lines(text: str) -> str:
    """``text`` as it is kept where it may have several lines: cleaned, composed (NFC), without blanks at its ends."""
    text = cleaned(text)
    if not unicodedata.is_normalized("NFC", text):
        text = cleaned(unicodedata.normalize("NFC", text))
    return text.strip()


def line(text: str) -> str:
    """The same where it has one line: every run of blanks and line ends is one blank."""
    return " ".join(lines(text).split())


def length(text: str) -> int:
    """How many characters a reader counts."""
    if _PLAIN.fullmatch(text):
        return len(text)
    return sum(1 for _ in graphemes(text))


def fits(text: str, most: int) -> bool:
    """Whether ``text`` has at most ``most`` characters as seen and fits into a column of ``CODE_POINTS`` times as many."""
    return len(text) <= most or (len(text) <= CODE_POINTS * most and length(text) <= most)


def readable(text: str) -> int:
    """How many characters can be read among the first LOOKED_AT code points: blanks, lone marks, invisible ones do not count."""
    return sum(1 for character in graphemes(text[:LOOKED_AT]) if _SEEN.search(character))


def first(text: str, most: int) -> str:
    """``text``, or its beginning and "…" when it does not fit (see ``fits``); never cut within a character as seen."""
    if fits(text, most):
        return text
    kept: list[str] = []
    room = CODE_POINTS * most - 1
    for character in graphemes(text):
        room -= len(character)
        if len(kept) == most - 1 or room < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"
