"""Plain words from a text, and the first of them, counted as a reader counts."""

import re
from itertools import islice

from markdown_it.token import Token

from tadpole.text.graphemes import graphemes
from tadpole.text.intake import CODE_POINTS, cleaned, fits
from tadpole.text.markup import words_of_html
from tadpole.text.parsing import parsed
from tadpole.text.rules import MOST_CHARACTERS

_LONGEST_HTML = 400_000
_LONGEST_WORD_GIVEN_UP = 16
_BLOCK = re.compile(r"<(?:p|h[2-5]|ul|ol|pre|blockquote|div|hr)\b[^<>]{0,200}>")
_LAST_LATIN_WORD = re.compile(rf"\s+[A-Za-z0-9'’-]{{1,{_LONGEST_WORD_GIVEN_UP}}}\Z")
_ENDING = " \t,;:，；：、-–—(（[【「“‘"


class PlainText(str):
    """Words without mark-up. Not safe HTML: templates escape it as they do any text."""

    __slots__ = ()


def plain(source_or_html: str) -> PlainText:
    """The words of a Markdown source, or of HTML as ``render`` or Wagtail stores it, on one line; photos leave no trace.

    HTML is known by a block tag at its beginning and a tag at its end. Sources are read up to ``MOST_CHARACTERS``, HTML up to
    400,000 characters. What is plain already (``PlainText``) stays as it is.
    """
    if isinstance(source_or_html, PlainText):
        return source_or_html
    text = cleaned(source_or_html[:_LONGEST_HTML]).strip()
    words = words_of_html(text) if _is_stored_html(text) else _words_of_source(text[:MOST_CHARACTERS])
    return PlainText(" ".join(cleaned(words).split()))


def excerpt(source_or_html: str, characters: int) -> PlainText:
    """The first ``characters`` characters of the words, "…" among them when something is left out.

    Characters are counted as seen (an emoji family is one) and never cut; a short Latin word that would be cut is left out.
    ``excerpt(excerpt(x, n), n) == excerpt(x, n)``. ``characters`` below 1 gives "".
    """
    words = plain(source_or_html)
    if characters < 1:
        return PlainText("")
    if fits(words, characters):
        return words
    begun = list(islice(graphemes(words), characters))
    while len(begun) == characters or sum(map(len, begun)) >= CODE_POINTS * characters:
        following = begun.pop()
    kept = "".join(begun)
    if following[0].isascii() and following[0].isalnum():
        kept = _LAST_LATIN_WORD.sub("", kept)
    return PlainText(kept.rstrip(_ENDING) + "…")


def _is_stored_html(text: str) -> bool:
    block = _BLOCK.match(text)
    return block is not None and text.endswith(">") and block.end() < len(text)


def _words_of_source(source: str) -> str:
    words: list[str] = []
    for token in parsed(source):
        words.append(token.content if token.type == "fence" else " ")
        words.extend(_words_of_leaf(leaf) for leaf in token.children or ())
    return "".join(words)


def _words_of_leaf(leaf: Token) -> str:
    if leaf.type == "photo":
        return ""
    return " " if leaf.type in {"softbreak", "hardbreak"} else leaf.content
