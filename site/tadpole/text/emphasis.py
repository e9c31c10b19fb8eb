"""Where * and _ begin and end emphasis, for writers who put no blanks between words.

CommonMark decides by the blanks and punctuation beside a run of marks, so **注意！**然后 would show its stars. Beside a character of
Chinese, Japanese or Korean, a mark of these scripts no longer speaks against emphasis; a bracket or quotation mark still says on
which side of it the words are. Elsewhere CommonMark holds, but for a single * inside a word or a dose (5*3ml, 奶粉*2, ②*½).
Sources: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis, https://github.com/tats-u/markdown-cjk-friendly
"""

import unicodedata

import regex
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_CJK = regex.compile(
    r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}"
    r"\u3000-\u303f\u30fb\u30fc\ufe10-\ufe1f\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_ENDS_SENTENCE = frozenset("，。！？；：、…")
_ASCII_WORD = regex.compile(r"[A-Za-z0-9]")
_QUANTITY = regex.compile(r"[\p{Nd}¼½¾⅓⅔]")


def emphasis(state: StateInline, silent: bool) -> bool:
    """Inline rule in the place of markdown-it's own: a run of * or _ becomes marks that may open and close."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    run = state.scanDelims(state.pos, marker == "*")
    before = state.src[state.pos - 1] if state.pos else " "
    end = state.pos + run.length
    after = state.src[end] if end < state.posMax else " "
    opens, closes = _sides(marker, run.length, before, after) or (run.can_open, run.can_close)
    if marker == "*" and run.length == 1:  # a quantity: 奶粉*2 closes nothing, 3*毫升 opens nothing
        closes = closes and not _QUANTITY.match(after)
        opens = opens and not _QUANTITY.match(before)
    for _ in range(run.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(ord(marker), run.length, token=len(state.tokens) - 1, end=-1, open=opens, close=closes)
        )
    state.pos = end
    return True


def _sides(marker: str, length: int, before: str, after: str) -> tuple[bool, bool] | None:
    """(may open, may close), or None where CommonMark decides."""
    if marker == "*" and length == 1 and _ASCII_WORD.match(before) and _ASCII_WORD.match(after):
        return False, False
    if before.isspace() or after.isspace() or not (_CJK.match(before) or _CJK.match(after)):
        return None
    if marker == "_":
        return _beside_marks(before, after)
    opens = _speaks_not_against(after, before)
    closes = _speaks_not_against(before, after)
    return opens and not _closing(after), closes and not _opening(before)


def _beside_marks(before: str, after: str) -> tuple[bool, bool] | None:
    """_ is part of names and numbers: only a bracket or quotation mark on its inner side makes more of it than CommonMark does."""
    if _opening(after):
        return True, False
    return (False, True) if _kind(before) in {"Pe", "Pf"} else None


def _speaks_not_against(inner: str, outer: str) -> bool:
    return not _kind(inner).startswith(("P", "S")) or any(
        (_CJK.match(inner), _CJK.match(outer), _kind(outer).startswith(("P", "S")))
    )


def _opening(character: str) -> bool:
    return _kind(character) in {"Ps", "Pi"}


def _closing(character: str) -> bool:
    return _kind(character) in {"Pe", "Pf"} or character in _ENDS_SENTENCE


def _kind(character: str) -> str:
    return unicodedata.category(character)
