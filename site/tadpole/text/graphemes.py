"""Characters as a reader counts them: 👨‍👩‍👧 is one, é is one, 🇨🇳 is one.

The part of Unicode's text segmentation (UAX 29) that members' texts need: combining marks, variation selectors, skin
tones, emoji joined by ZWJ, flags, keycaps, tag sequences, Hangul syllables in pieces, CR LF.
"""

import unicodedata
from collections.abc import Iterator

_ZWJ = "\u200d"
_FIRST_MARK = "\u0300"
_EXTENDING = frozenset({"Mn", "Me", "Mc"})
_CONTROL = frozenset({"Cc", "Zl", "Zp"})


def graphemes(text: str) -> Iterator[str]:
    """``text`` cut into characters as seen; joined together they are ``text`` again. Linear, lazy."""
    start = 0
    flags = 0
    for at in range(1, len(text)):
        before, here = text[at - 1], text[at]
        flags = flags + 1 if _is_flag_letter(before) else 0
        if not _joined(before, here, flags):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _joined(before: str, here: str, flags: int) -> bool:
    if here < _FIRST_MARK:
        return before == "\r" and here == "\n"
    if unicodedata.category(before) in _CONTROL:
        return False
    if _extends(here):
        return True
    if before == _ZWJ:
        return unicodedata.category(here) == "So" or 0x1F000 <= ord(here) < 0x1FB00 or here in "↔↕"
    if _is_flag_letter(here):
        return flags % 2 == 1
    return _hangul_joined(ord(before), ord(here))


def _extends(character: str) -> bool:
    code = ord(character)
    return (
        code in (0x200C, 0x200D, 0xFF9E, 0xFF9F)
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
        or unicodedata.category(character) in _EXTENDING
    )


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _hangul_joined(before: int, here: int) -> bool:
    syllable = 0xAC00 <= before <= 0xD7A3
    open_syllable = syllable and (before - 0xAC00) % 28 == 0
    if 0x1100 <= before <= 0x115F:
        return 0x1100 <= here <= 0x11A7 or 0xAC00 <= here <= 0xD7A3
    if open_syllable or 0x1160 <= before <= 0x11A7:
        return 0x1160 <= here <= 0x11FF
    return (syllable or 0x11A8 <= before <= 0x11FF) and 0x11A8 <= here <= 0x11FF
