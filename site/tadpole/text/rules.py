"""The limits of a text and what counts as a mention, a topic or a web address in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Literal

import regex

from tadpole.text.graphemes import graphemes
from tadpole.text.intake import CODE_POINTS

MOST_CHARACTERS = 20_000
"""Characters of Markdown that are read as Markdown. Longer texts are printed as plain paragraphs."""
MOST_MENTIONS = 10
"""People that one text may call; further names stay plain words and nobody is told."""
MOST_TOPICS = 10
"""Topics that one text may stand under."""
MOST_PHOTOS = 30
"""Photos that one text may show inside its words."""
MOST_NAMES_ASKED = 600
"""Possible names that are looked up, however many @ a text holds."""
LONGEST_NAME = 24
LONGEST_TOPIC = 30
LONGEST_ADDRESS = 2_000
INTERNAL = "/~/"
"""How an address of our own begins in stored HTML; templates put the language in its place."""
REL = "nofollow ugc noopener"

# One definition of where something named ends: none goes over a blank, a sign that begins the next one, or a mark that ends a
# sentence or its part. Within that, a topic after one # is a word; a topic between two also holds blanks and single marks, but no
# brackets and quotation marks; a name is whatever a profile may be called (O'Neil, 小鱼🐟); an address is ASCII.
_SIGNS = "@#＠＃"
_STOPS = rf"\s{_SIGNS}<>，。！？；：、…"
_WORD = r"[\w·・-]"
_LATIN = "A-Za-z0-9Ａ-Ｚａ-ｚ０-９"
# One character more than allowed is read, so that what is too long is seen to be so.
_NAME_CHARACTER = rf"[^{_STOPS}/\\]"
_MOST_OF_NAME = CODE_POINTS * LONGEST_NAME
# Nobody is called in the middle of an e-mail address or of an address's path, but 谢谢@小明 and 回复//@小明 are how people write.
_MENTION = (
    rf"[@＠](?<![{_LATIN}][_.+/-]{{0,64}}.)(?<![@＠].)"
    rf"(?P<name>{_NAME_CHARACTER}(?:[ ]?{_NAME_CHARACTER}){{0,{_MOST_OF_NAME}}})"
)
_INNER = rf"[^{_STOPS},;!?\"\p{{Ps}}\p{{Pe}}\p{{Pi}}\p{{Pf}}]"
_TOPIC = (
    rf"(?<![{_LATIN}_&/])[#＃](?:(?P<closed>{_INNER}(?:(?:{_INNER}|[ ]){{0,{LONGEST_TOPIC - 2}}}{_INNER})?)[#＃]"
    rf"|(?P<word>\w(?:{_WORD}{{0,{LONGEST_TOPIC - 2}}}\w)?)(?![\w#＃]))"
)
_ADDRESS = rf"(?<![A-Za-z0-9])(?P<address>https?://[!#-;=?-Z\[\]_a-z~]{{1,{LONGEST_ADDRESS + 1}}})"
_FOUND = regex.compile(f"{_ADDRESS}|{_MENTION}|{_TOPIC}", regex.IGNORECASE)
_OUTSIDE = regex.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?(?:[/?#][!-~]*)?", regex.IGNORECASE
)
_TRAILING = ".,;:!?'*_~#@"  # the last two begin what is no longer ASCII
_CLOSERS = {")": "(", "]": "["}
_LETTER = regex.compile(r"\p{L}")
_ASCII_WORD = regex.compile(r"[A-Za-z0-9_]")


@dataclass(frozen=True)
class Found:
    """A stretch ``text[start:end]`` that may name somebody or something; ``value`` is without its marks."""

    kind: Literal["person", "topic", "address"]
    start: int
    end: int
    value: str


def is_outside_address(url: str) -> bool:
    """Whether a link may leave us for ``url``: http or https, a plain host, no name or password before it."""
    return len(url) <= LONGEST_ADDRESS and _OUTSIDE.fullmatch(url) is not None


def find(text: str) -> Iterator[Found]:
    """The addresses, mentions and topics of one stretch of plain words, in order.

    - ``@name``: whatever a profile may be called, blanks and emoji too; ``value`` is all that may belong to the name (see
      ``possible_names``), and later finds may lie within it. Not after a Latin letter or digit, marks of an e-mail address
      between them or not.
    - ``#话题#``: closed on both sides, up to 30 characters, spaces inside allowed, sentence marks not.
    - ``#话题``, ``#topic``: ends where the word ends. Both need a letter: ``#1`` is a number.
    - ``＠`` and ``＃`` are ``@`` and ``#``.
    - ``http(s)://…``: ASCII only, so that Chinese words may follow without a space; trailing sentence marks,
      and a # or @ with nothing after it, stay outside.
    """
    position = 0
    while match := _FOUND.search(text, position):
        found = _found(match)
        if found is None:
            position = match.start() + 1
            continue
        yield found
        position = match.start() + 1 if found.kind == "person" else found.end


def _found(match: regex.Match[str]) -> Found | None:
    if address := match["address"]:
        address = _trimmed(address)
        return (
            Found("address", match.start(), match.start() + len(address), address)
            if is_outside_address(address)
            else None
        )
    if name := match["name"]:
        return Found("person", match.start(), match.end(), name)
    topic = match["closed"] or match["word"] or ""
    if _LETTER.search(topic) is None:
        return None
    return Found("topic", match.start(), match.end(), topic)


def _trimmed(address: str) -> str:
    """The address without the sentence marks, and the bracket that was opened before it, at its end."""
    end = len(address)
    opened = {closer: address.count(opener) for closer, opener in _CLOSERS.items()}
    closed = {closer: address.count(closer) for closer in _CLOSERS}
    while end:
        last = address[end - 1]
        if last in _CLOSERS and closed[last] > opened[last]:
            closed[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return address[:end]


def possible_names(run: str) -> list[str]:
    """The names that ``@run`` may mean, longest first: 小明你好 may call 小明你好, 小明你, 小明 or 小.

    A Latin word is never cut (``@annabelle`` does not call anna), nor a character as seen. At most ``LONGEST_NAME`` names.
    """
    ends = list(accumulate(len(character) for character in islice(graphemes(run), LONGEST_NAME)))
    return [
        run[:end]
        for end in reversed(ends)
        if run[end - 1] != " "
        and not (end < len(run) and _ASCII_WORD.match(run[end]) and _ASCII_WORD.match(run[end - 1]))
    ]
