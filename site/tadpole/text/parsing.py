"""Markdown as members may write it: a subset of CommonMark, read into tokens.

Read: paragraphs, line breaks (every one counts), headings with #, quotes, lists, rules, fenced and inline code, emphasis,
links, ``![words](photo:UUID)``. Not read, so they stay as typed: raw HTML, indented code (people indent paragraphs),
underlined headings (people underline with ----), link definitions (a short text could grow without bound), other pictures.
Emphasis is read as Chinese is written (see ``emphasis``).
Source: https://spec.commonmark.org/0.31.2/
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tadpole.text.emphasis import emphasis
from tadpole.text.rules import is_outside_address

DEEPEST = 20
"""Blocks inside blocks; what is written deeper is not shown."""
_DEEPEST_QUOTE = 6
_NOT_READ = ["code", "html_block", "lheading", "reference", "html_inline"]
_PHOTO = re.compile(
    r"!\[(?P<words>[^\[\]\n]{0,200})\]\(photo:(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)", re.IGNORECASE
)
_DEEP_QUOTE = re.compile(rf"^((?:[ ]{{0,3}}>){{{_DEEPEST_QUOTE}}})(?:[ ]{{0,3}}>)+", re.MULTILINE)


def parsed(source: str) -> list[Token]:
    """The tokens of ``source``, which must be cleaned and no longer than ``rules.MOST_CHARACTERS``.

    A photo is a token of type ``photo`` (``content`` its words, ``meta["id"]`` its UUID in lower case).
    """
    return _markdown().parse(_DEEP_QUOTE.sub(r"\1", source))


@cache
def _markdown() -> MarkdownIt:
    options = {"html": False, "breaks": True, "linkify": False, "xhtmlOut": False, "maxNesting": DEEPEST}
    reader = MarkdownIt("commonmark", options).disable([*_NOT_READ, "text_join"])
    reader.inline.ruler.at("image", _photo)
    reader.inline.ruler.at("emphasis", emphasis)
    reader.validateLink = is_outside_address  # type: ignore[method-assign]
    return reader


def _photo(state: StateInline, silent: bool) -> bool:
    """Inline rule: a photo of ours by its id; anything else with ! before it is left to the other rules."""
    match = _PHOTO.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "!" else None
    if match is None:
        return False
    if not silent:
        token = state.push("photo", "", 0)
        token.content = match["words"].strip()
        token.meta["id"] = match["id"].lower()
    state.pos = match.end()
    return True
