"""From what was typed to FTS5 expressions. Only tokens get in, always quoted: nothing typed can be an operator. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence

from search.index.rules import CJK, is_single
from tadpole.text import fold, tokens

MOST_TERMS = 16
"""The rarest terms that are asked for; more cost time and find nothing else (search.md §B4)."""
MOST_LOOKED_UP = 120
COMMON = 0.25
"""A term in a larger part of the documents says nothing, as long as there are others."""
ENOUGH_TO_TELL = 200
"""Documents from which on terms can be called common."""
_RUN = re.compile(r"[^\W_]+")


def terms_of(text: str) -> list[str]:
    """The different tokens of a question, in order."""
    return list(dict.fromkeys(tokens(text)))[:MOST_LOOKED_UP]


def telling(terms: Iterable[str], frequencies: Mapping[str, int], documents: int) -> list[str]:
    """The terms worth asking for: those there are, without the common ones if others remain, the rarest first."""
    there = sorted((term for term in terms if frequencies.get(term)), key=lambda term: (frequencies[term], term))
    rare = [term for term in there if documents < ENOUGH_TO_TELL or frequencies[term] <= documents * COMMON]
    return (rare or there)[:MOST_TERMS]


def either(terms: Sequence[str]) -> str:
    return " OR ".join(f'"{term}"' for term in terms)


def strict(terms: Sequence[str]) -> str:
    """Any pair of characters or Latin word must be there; single characters only add to the score: as relevant as
    asking for any term, at half the cost and with half the noise."""
    singles = [term for term in terms if is_single(term)]
    words = [term for term in terms if not CJK.match(term)]
    pairs = [term for term in terms if term not in singles and term not in words]
    if not pairs:
        return either(words or singles)
    found = f"({either(pairs)}) AND ({either(singles)})" if singles else either(pairs)
    return f"({found}) OR {either(words)}" if words else found


def phrase(word: str) -> str:
    """A word as it stands in a text: its tokens one after the other."""
    return " AND ".join(f'"{" ".join(tokens(run))}"' for run in _RUN.findall(fold(word)) if tokens(run))


def with_word(word: str, terms: Sequence[str]) -> str:
    """The word must stand there whole; what else was asked adds to the score."""
    whole = phrase(word)
    return f"({whole}) AND ({either(terms)})" if whole and terms else ""


def in_title(text: str) -> str:
    """The whole question stands in a title."""
    whole = phrase(text)
    return f"title : ({whole})" if whole else ""


def beginning(text: str) -> str:
    """All runs of what is being typed; the last one may go on."""
    runs = [tokens(run) for run in _RUN.findall(fold(text))]
    parts = [f'"{" ".join(run)}"' for run in runs if run]
    if parts:
        parts[-1] += " *"
    return " AND ".join(parts)


def spoken(reading: Sequence[str], *, goes_on: bool) -> str:
    """Syllables one after the other."""
    return f'syllables : "{" ".join(reading)}"' + (" *" if goes_on else "")


def initials(letters: str) -> str:
    return f'initials : "{" ".join(letters)}"'
