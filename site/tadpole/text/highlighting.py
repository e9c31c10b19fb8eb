"""Where a query's words stand in a text as it was written, in whatever script or capitals."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from tadpole.text.folding import fold
from tadpole.text.graphemes import graphemes

MOST_TERMS = 32
"""Terms that are looked for; the first ones given count."""
_LATIN_OR_DIGIT = re.compile(r"[a-z0-9]")


class Segment(NamedTuple):
    """A stretch of the original text, and whether the query is in it."""

    text: str
    hit: bool


def highlight(original: str, query_terms: Iterable[str]) -> list[Segment]:
    """``original`` cut into stretches inside and outside the query's words; joined they are ``original`` again.

    Both sides are folded, so 濕疹 is marked by 湿疹 and ｅｃｚｅｍａ by Eczema; marks always begin and end between whole
    characters. A term of Latin letters or digits must stand as a whole word. A single Chinese character is not marked when a
    longer term holds it (the tokens of 湿疹 mark 湿疹, not every 湿). Linear in the text times at most 32 terms.
    """
    folded, starts = _folded_with_map(original)
    hit = bytearray(len(original))
    for term in _worth_marking(query_terms):
        for at in _places(folded, term):
            first, last = starts[at], starts[at + len(term) - 1]
            end = starts[_next_start(starts, at + len(term) - 1)]
            hit[first:end] = b"\1" * (max(end, last) - first)
    return [
        Segment("".join(character for character, _ in stretch), bool(marked))
        for marked, stretch in groupby(zip(original, hit, strict=True), key=lambda pair: pair[1])
    ]


def _folded_with_map(original: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, where its source begins; one last entry is the text's end."""
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for character in graphemes(original):
        piece = _fold_one(character)
        pieces.append(piece)
        starts.extend([at] * len(piece))
        at += len(character)
    starts.append(at)
    return "".join(pieces), starts


@lru_cache(maxsize=8192)
def _fold_one(character: str) -> str:
    return fold(character)


def _next_start(starts: list[int], at: int) -> int:
    """The index of the first folded character that comes from a later source character than the one at ``at``."""
    following = at + 1
    while following < len(starts) - 1 and starts[following] == starts[at]:
        following += 1
    return following


def _worth_marking(query_terms: Iterable[str]) -> list[str]:
    terms: dict[str, None] = {}
    for term in query_terms:
        if len(terms) == MOST_TERMS:
            break
        if folded := fold(term).strip():
            terms[folded] = None
    return [
        term
        for term in terms
        if len(term) > 1 or _LATIN_OR_DIGIT.match(term) or not any(term in other for other in terms if len(other) > 1)
    ]


def _places(folded: str, term: str) -> Iterator[int]:
    """Where ``term`` stands in ``folded``; overlapping places count."""
    at = folded.find(term)
    while at >= 0:
        end = at + len(term)
        if not (_cuts_word(folded, at) or _cuts_word(folded, end)):
            yield at
        at = folded.find(term, at + 1)


def _cuts_word(folded: str, at: int) -> bool:
    return 0 < at < len(folded) and _in_word(folded[at - 1]) and _in_word(folded[at])


def _in_word(character: str) -> bool:
    """Letters and digits of scripts that put spaces between words."""
    if character.isascii():
        return character.isalnum()
    return character < "\u2e80" and unicodedata.category(character)[0] in "LN"
