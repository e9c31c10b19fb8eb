"""From what was typed to Elasticsearch's queries. What is typed only ever stands as text to be analysed, never as syntax. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from search.index.rules import TRUSTED, is_single
from search.index.rules.sounds import is_typed_sound, readings, sound_of
from tadpole.text import fold, tokens

Query = dict[str, Any]
LETTERS = ["words.title^5", "words.tags^2", "words.body"]
PAIRS = ["words.title.pairs^5", "words.tags.pairs^2", "words.body.pairs"]
TITLES = ["words.title^3", "words.tags"]
VARIANT, LOOSE, SOUND = 0.7, 0.1, 0.1
"""What the best hit by another word, by single characters, or by sound is worth beside the best by the words themselves:
what was guessed comes after what was asked for, also where that stands in a long text."""
IN_TITLE = 0.5
CHARACTERS = 0.75
"""What single characters add beside pairs: of 0.4 to 1.6 the best on graded questions (tests/search/index/test_relevance.py)."""
_RUN = re.compile(r"[^\W_]+")
NOTHING: Query = {"match_none": {}}


def any_of(text: str, fields: Sequence[str], boost: float = 1.0) -> Query:
    """Any of the terms; a term counts once for all fields, a title five times."""
    return {"combined_fields": {"query": text, "fields": list(fields), "boost": boost}}


def phrase(text: str, fields: Sequence[str], boost: float = 1.0) -> Query:
    """As it stands, character after character."""
    return {"multi_match": {"query": text, "fields": list(fields), "type": "phrase", "boost": boost}}


def weighed(query: Query, boost: float) -> Query:
    return {"bool": {"must": [query], "boost": boost}}


def every(parts: Sequence[Query], *, should: Sequence[Query] = ()) -> Query:
    return {"bool": {"must": list(parts), "should": list(should)}}


def best_of(ways: Iterable[Query]) -> Query:
    """Found in any of these ways; the best one counts."""
    there = [way for way in ways if way != NOTHING]
    return {"dis_max": {"queries": there}} if there else NOTHING


def strict(text: str) -> Query:
    """Any pair of characters or Latin word must be there; single characters only add to the score, unless there is
    nothing else (湿 of 湿疹 is in 湿巾, too)."""
    folded, terms = fold(text), tokens(text)
    if not terms:
        return NOTHING
    titled = phrase(folded, ["words.title"], IN_TITLE)
    if all(is_single(term) for term in terms):
        return every([any_of(folded, LETTERS)], should=[titled])
    return every([any_of(folded, PAIRS)], should=[any_of(folded, LETTERS, CHARACTERS), titled])


def with_word(word: str, text: str) -> Query:
    """The word must stand there whole; what else was asked adds to the score."""
    folded = fold(word)
    if not tokens(word):
        return NOTHING
    whole = {"bool": {"filter": [phrase(folded, ["words.title", "words.tags", "words.body"])]}}
    other = fold(text)
    return every([whole], should=[any_of(other, PAIRS), any_of(other, LETTERS, CHARACTERS)])


def loose(text: str) -> Query:
    """Any character."""
    return any_of(fold(text), LETTERS) if tokens(text) else NOTHING


def by_sound(text: str) -> Query:
    """By the sound of titles: typed pinyin, or Chinese that was typed with the wrong characters."""
    ways = readings(text if is_typed_sound(text) else sound_of(text))
    return best_of(spoken(way, goes_on=False) for way in ways if len(way) > 1)


def spoken(reading: Sequence[str], *, goes_on: bool) -> Query:
    """Syllables one after the other."""
    kind = "match_phrase_prefix" if goes_on else "match_phrase"
    return {kind: {"syllables": {"query": " ".join(reading), "boost": SOUND}}}


def trusting(query: Query) -> Query:
    """What somebody stands for with their name comes before talk that fits as well."""
    functions = [{"filter": {"term": {"kind": kind}}, "weight": weight} for kind, weight in TRUSTED.items()]
    return {"function_score": {"query": query, "functions": functions, "boost_mode": "multiply"}}


def beginning(text: str) -> Query:
    """All runs of what is being typed, in title or tags; the last one may go on. Or its sound, or its initials."""
    runs = [run for run in _RUN.findall(fold(text)) if tokens(run)]
    ways = []
    if runs:
        last = {"multi_match": {"query": runs[-1], "fields": TITLES, "type": "phrase_prefix", "max_expansions": 100}}
        ways.append(every([*(phrase(run, TITLES) for run in runs[:-1]), last]))
    if is_typed_sound(text):
        ways += [spoken(way, goes_on=True) for way in readings(text)]
        first = "".join(letter for letter in text.lower() if "a" <= letter <= "z")
        if 2 <= len(first) <= 8:
            ways.append({"match_phrase": {"initials": {"query": " ".join(first), "boost": SOUND}}})
    return best_of(ways)
