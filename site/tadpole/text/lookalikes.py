"""Which names look alike, by the confusables of Unicode's security mechanisms (UTS 39).

``confusables.txt`` says which version of the data is kept, where it comes from and under which licence.
"""

import unicodedata
from functools import cache
from pathlib import Path

import regex

from tadpole.text.folding import fold

_DATA = Path(__file__).with_name("confusables.txt")
_BETWEEN = regex.compile(r"[^\p{L}\p{N}]+")
# Names are compared without capitals: I looks like l, so i, l and 1 are one; for the same reason O, o and 0 are.
_ONE_CASE = str.maketrans("l1|0", "iiio")
# Letters of another look that neither NFKC nor the confusables know: small capitals, white ones on a dark disc or square.
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz")
_ON_DARK = {begin + at: ord("a") + at for begin in (0x1F150, 0x1F170) for at in range(26)}
_LETTERS: dict[int, int] = _SMALL_CAPITALS | _ON_DARK


@cache
def _prototypes() -> dict[int, str]:
    """Character → what it looks like, for ``str.translate``."""
    table: dict[int, str] = {}
    for row in _DATA.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            like, _, those = row.partition(": ")
            table.update(dict.fromkeys((int(code, 16) for code in those.split()), _of_codes(like)))
    return table


def _of_codes(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())


def skeleton(name: str) -> str:
    """What is left of ``name`` for the eye: two names with one skeleton look alike.

    Width, capitals, 繁简, marks, blanks and everything between letters are folded away; each letter is the one it looks like.
    Empty when ``name`` has neither letters nor digits. Not for showing, and not stable from one version of the data to the next.
    """
    looks = name.translate(_LETTERS)
    for _ in range(2):  # what a letter looks like may be a capital, or have a mark
        looks = unicodedata.normalize("NFD", fold(looks)).translate(_prototypes())
    return _BETWEEN.sub("", unicodedata.normalize("NFD", fold(looks))).translate(_ONE_CASE)
