"""One spelling for search: full-width, capitals and Traditional characters folded away, then cut into tokens."""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

_HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
_CJK = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUNS = re.compile(rf"(?P<cjk>[{_CJK}]+)|[^\W_{_CJK}]+")
INVISIBLE = (
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xFFF0, 0xFFF9),
    *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE1000),
)
"""Characters that print nothing: zero-width marks, directions, variation selectors, Hangul fillers, tags."""
_NO_INVISIBLE: dict[int, None] = dict.fromkeys(INVISIBLE)


@cache
def _simplified() -> dict[int, str]:
    """Traditional character → Simplified, for ``str.translate``: about 5,100 entries, made once a process (about 50 ms).

    Asked of OpenCC's ``t2s`` one character at a time, so that a character folds the same wherever it stands. Chains are
    followed to their end (薴→苧→苎): folding twice changes nothing.
    """
    characters = [chr(code) for first, end in _HAN for code in range(first, end)]
    answers = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table = {old: new for old, new in zip(characters, answers, strict=True) if old != new}
    for old, new in table.items():
        while table.get(new, new) != new:
            new = table[new]
        table[old] = new
    return {ord(old): new for old, new in table.items()}


def fold(text: str) -> str:
    """``text`` in the one spelling that search, names and topics are compared by.

    Unicode's NFKC case folding without invisible characters, then Traditional → Simplified. Any length, linear;
    ``fold(fold(x)) == fold(x)``. Source: Unicode 15 §3.13 D146 (toNFKC_Casefold) and search.md §B6.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFD", text.translate(_NO_INVISIBLE)).casefold()
    folded = unicodedata.normalize("NFKC", folded).casefold()
    return unicodedata.normalize("NFKC", folded).translate(_simplified())


def tokens(text: str) -> list[str]:
    """The folded words of ``text`` for the index and for a query alike, in reading order.

    A run of Chinese, Japanese or Korean characters gives each character and each neighbouring pair (湿疹膏 → 湿, 湿疹, 疹,
    疹膏, 膏); a run of other letters and digits is one token; everything else parts runs.
    """
    found: list[str] = []
    for run in _RUNS.finditer(fold(text)):
        word = run[0]
        if run["cjk"] is None:
            found.append(word)
            continue
        for at, character in enumerate(word):
            found.append(character)
            if at + 1 < len(word):
                found.append(word[at : at + 2])
    return found
