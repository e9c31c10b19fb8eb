"""How Chinese sounds: pinyin of titles and topics, and typed pinyin cut into syllables. Pure."""

import re
import unicodedata
from functools import cache

from tadpole.text import fold

LONGEST_SOUND = 24
"""Syllables that are looked at in one piece of typed pinyin."""
MOST_READINGS = 4
_TYPED = re.compile(r"[a-zü' ]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")


@cache
def syllables() -> frozenset[str]:
    """All syllables of Mandarin without tones, about 420."""
    from pypinyin.constants import PINYIN_DICT  # half a second and 30 MB: only where it is needed

    spoken = {one for several in PINYIN_DICT.values() for one in several.split(",")}
    return frozenset(plain for one in spoken if len(plain := _toneless(one)) > 1 or plain in "aeo")


def _toneless(spoken: str) -> str:
    letters = unicodedata.normalize("NFD", spoken).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def spoken(text: str) -> list[list[str]]:
    """The syllables of each run of Chinese characters: 湿疹膏 A 用 → [[shi, zhen, gao], [yong]]."""
    from pypinyin import lazy_pinyin

    return [lazy_pinyin(run, errors="ignore") for run in _HAN.findall(fold(text))]


def sound_of(text: str) -> str:
    """All syllables in one word: shizhengao. Empty when there is no Chinese in it."""
    return "".join(syllable for run in spoken(text) for syllable in run)


def initials_of(text: str) -> str:
    return "".join(syllable[:1] for run in spoken(text) for syllable in run)


def is_typed_sound(text: str) -> bool:
    """Whether it is Latin letters only, such as pinyin is typed with."""
    return bool(_TYPED.fullmatch(text.strip().lower()))


def readings(text: str) -> list[list[str]]:
    """Ways of cutting typed pinyin into syllables; the last one may be unfinished. "shizhe" → [[shi, zhe]], "xian" →
    [[xian], [xi, an]]. The fewest syllables first, at most four ways; none when it cannot be pinyin."""
    letters = re.sub(r"[^a-z' ]", "", text.lower().replace("ü", "v").strip())
    found = [[]]  # type: list[list[str]]
    for piece in re.split(r"[' ]+", letters):
        cut = _cut(piece)
        found = [before + one for before in found for one in cut][:MOST_READINGS]
    return [one for one in found if one and len(one) <= LONGEST_SOUND]


def _cut(piece: str) -> list[list[str]]:
    """The ways of cutting one piece, fewest syllables first. Each place keeps its best few, so it is linear."""
    known = syllables()
    ways: list[list[list[str]]] = [[[]]]
    for end in range(1, min(len(piece), LONGEST_SOUND * 6) + 1):
        here = [
            [*way, piece[begin:end]]
            for begin in range(max(0, end - 6), end)
            if piece[begin:end] in known
            for way in ways[begin]
        ]
        ways.append(sorted(here, key=len)[:MOST_READINGS])
    if not piece or ways[-1]:
        return ways[-1]
    return [
        [*way, piece[at:]]
        for at in range(len(ways) - 1, max(-1, len(ways) - 8), -1)
        for way in ways[at][:1]
        if _begins(piece[at:])
    ][:1]


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(one[:length] for one in syllables() for length in range(1, len(one) + 1))


def _begins(letters: str) -> bool:
    return letters in _beginnings()
