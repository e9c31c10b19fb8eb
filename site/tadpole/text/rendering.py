"""A member's text → the HTML that is stored and shown, and whom and what it names."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import islice

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from tadpole.text.folding import fold
from tadpole.text.intake import cleaned
from tadpole.text.parsing import parsed
from tadpole.text.rules import (
    INTERNAL,
    MOST_CHARACTERS,
    MOST_MENTIONS,
    MOST_NAMES_ASKED,
    MOST_PHOTOS,
    MOST_TOPICS,
    REL,
    Found,
    find,
    possible_names,
)
from tadpole.text.sanitising import safe, safe_photo

People = Callable[[Sequence[str]], Mapping[str, str]]
Topics = Callable[[str], str | None]
Photos = Callable[[Sequence[str]], Mapping[str, str]]
_PHOTO_PLACE = re.compile(r'<span data-photo="(\d+)"></span>')
_BREAKS = frozenset({"softbreak", "hardbreak"})
_EMPHASIS_OPENS = frozenset({"em_open", "strong_open"})
_EMPHASIS_CLOSES = frozenset({"em_close", "strong_close"})
_EMPHASIS = _EMPHASIS_OPENS | _EMPHASIS_CLOSES
DEEPEST_EMPHASIS = 4
"""Emphasis inside emphasis that is shown; deeper marks are dropped, their words stay."""


@dataclass(frozen=True)
class Rendered:
    """Safe HTML and what it names, each once and in reading order."""

    html: str
    mentions: tuple[str, ...] = ()
    """Names, as ``people`` gave them, of those called outside quotes: the ones to tell."""
    topics: tuple[str, ...] = ()
    """Folded names (see ``fold``)."""
    photo_ids: tuple[str, ...] = ()
    """UUIDs in lower case, of photos that ``photos`` knew."""


def render(source: str, *, people: People, topics: Topics, photos: Photos) -> Rendered:
    """Read ``source`` as Markdown (see ``parsing``) and make it HTML that is safe to print unescaped.

    ``people(names)`` gives ``{name: url}`` for the names it knows (at most 600 possible names, asked once);
    ``topics(folded_name)`` a url or None; ``photos(ids)`` ``{id: html}`` of phrasing content (``<picture>``, ``<img>``) for
    those that may be shown. None is called when there is nothing to ask. Urls must begin with ``/~/``, or ValueError.

    At most 10 people, 10 topics and 30 photos; the rest stays as words. Beyond ``MOST_CHARACTERS`` the text is printed as
    plain paragraphs without any of this: callers refuse such texts before (TooLarge); here they only must not hurt.
    """
    source = cleaned(source)
    if len(source) > MOST_CHARACTERS:
        return Rendered(_as_paragraphs(source))
    tokens = parsed(source)
    writing = _Writing(topics)
    writing.look_up(tokens, people, photos)
    quotes = 0
    for token in tokens:
        quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, 5)}"
        if token.type == "inline":
            token.children = writing.linked(token.children or [], quoted=quotes > 0)
    _gather_photos(tokens)
    html = safe(cleaned(_Printer().render(tokens, _OPTIONS, {})))  # cleaned again: &#8238; was no character before
    return Rendered(
        html=_PHOTO_PLACE.sub(lambda place: writing.photo(int(place[1])), html).strip(),
        mentions=tuple(writing.called),
        topics=tuple(name for name, url in writing.topic_urls.items() if url),
        photo_ids=tuple(dict.fromkeys(photo_id for photo_id, _ in writing.shown)),
    )


def _as_paragraphs(source: str) -> str:
    paragraphs = (escape(part.strip(), quote=False) for part in re.split(r"\n{2,}", source))
    return "\n".join("<p>" + part.replace("\n", "<br>\n") + "</p>" for part in paragraphs if part)


@dataclass
class _Writing:
    """One text on its way: what its names turned out to be, and what has been used so far."""

    topics: Topics
    people: dict[str, tuple[str, str]] = field(default_factory=dict)
    photos: dict[str, str] = field(default_factory=dict)
    topic_urls: dict[str, str | None] = field(default_factory=dict)
    linked_people: set[str] = field(default_factory=set)
    called: dict[str, None] = field(default_factory=dict)
    shown: list[tuple[str, str]] = field(default_factory=list)

    def look_up(self, tokens: Sequence[Token], people: People, photos: Photos) -> None:
        """Ask once for everybody and every photo that the text may mean."""
        leaves = [leaf for token in tokens for leaf in token.children or ()]
        found = (one for leaf in leaves if leaf.type == "text" for one in find(leaf.content))
        asked = (name for one in found if one.kind == "person" for name in possible_names(one.value))
        names = dict.fromkeys(islice(asked, MOST_NAMES_ASKED))
        if names:
            self.people = {fold(name): (name, _internal(url)) for name, url in people(list(names)).items()}
        ids = list(dict.fromkeys(leaf.meta["id"] for leaf in leaves if leaf.type == "photo"))
        if ids:
            self.photos = {str(photo_id).lower(): html for photo_id, html in photos(ids[:MOST_PHOTOS]).items()}

    def linked(self, leaves: Sequence[Token], *, quoted: bool) -> list[Token]:
        """The leaves of one paragraph with their names, topics and addresses made links, and their photos placed."""
        made: list[Token] = []
        inside_link = False
        for leaf in _without_empty_links(_not_too_deep(leaves)):
            inside_link = leaf.type == "link_open" or (inside_link and leaf.type != "link_close")
            made.extend(self._one(leaf, inside_link, quoted))
        return made

    def _one(self, leaf: Token, inside_link: bool, quoted: bool) -> list[Token]:
        if leaf.type == "photo":
            return [self._placed(leaf)]
        if leaf.type == "text_special":
            return [_words(leaf.content)]
        if leaf.type == "text" and not inside_link:
            return self._links_in(leaf.content, quoted)
        return [leaf]

    def _placed(self, leaf: Token) -> Token:
        photo_id = leaf.meta["id"]
        if photo_id not in self.photos or len(self.shown) >= MOST_PHOTOS:
            return _words(leaf.content)
        leaf.meta["place"] = len(self.shown)
        self.shown.append((photo_id, leaf.content))
        return leaf

    def photo(self, place: int) -> str:
        """The HTML of the photo at ``place``."""
        photo_id, words = self.shown[place]
        return safe_photo(self.photos[photo_id], words)

    def _links_in(self, text: str, quoted: bool) -> list[Token]:
        made: list[Token] = []
        done = 0
        for found in find(text):
            link = self._link(found, quoted) if found.start >= done else None
            if link is None:
                continue
            url, kind, end = link
            made += [_words(text[done : found.start]), *_link(url, kind, text[found.start : end])]
            done = end
        return [*made, _words(text[done:])]

    def _link(self, found: Found, quoted: bool) -> tuple[str, str, int] | None:
        """(url, class, where the link ends), or None when nobody knows it or the text has used up its share."""
        if found.kind == "address":
            return found.value, "", found.end
        if found.kind == "topic":
            url = self._topic(fold(" ".join(found.value.split())))
            return (url, "topic", found.end) if url else None
        for name in possible_names(found.value):
            if known := self.people.get(fold(name)):
                return self._mention(*known, end=found.start + 1 + len(name), quoted=quoted)
        return None

    def _topic(self, name: str) -> str | None:
        if name not in self.topic_urls and len(self.topic_urls) < MOST_TOPICS:
            url = self.topics(name)
            self.topic_urls[name] = _internal(url) if url else None
        return self.topic_urls.get(name)

    def _mention(self, name: str, url: str, *, end: int, quoted: bool) -> tuple[str, str, int] | None:
        if name not in self.linked_people and len(self.linked_people) >= MOST_MENTIONS:
            return None
        self.linked_people.add(name)
        if not quoted:
            self.called[name] = None
        return url, "mention", end


def _not_too_deep(leaves: Sequence[Token]) -> list[Token]:
    """Emphasis inside emphasis has an end; nine thousand stars would otherwise nest thousands of tags."""
    made: list[Token] = []
    depth = 0
    for leaf in leaves:
        depth += leaf.type in _EMPHASIS_OPENS
        if depth <= DEEPEST_EMPHASIS or leaf.type not in _EMPHASIS:
            made.append(leaf)
        depth -= leaf.type in _EMPHASIS_CLOSES
    return made


def _without_empty_links(leaves: Sequence[Token]) -> list[Token]:
    """A link to nowhere is its words; a link without words shows its address."""
    made: list[Token] = []
    real = True
    for leaf in leaves:
        if leaf.type == "link_open":
            real = bool(leaf.attrGet("href"))
            leaf.attrSet("rel", REL)
        if leaf.type == "link_close" and made and made[-1].type == "link_open":
            made.append(_words(str(made[-1].attrGet("href"))))
        if real or leaf.type not in {"link_open", "link_close"}:
            made.append(leaf)
    return made


def _internal(url: str) -> str:
    if not url.startswith(INTERNAL):
        msg = f"a look-up gave {url!r}, which does not begin with {INTERNAL}"
        raise ValueError(msg)
    return url


def _words(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _link(url: str, kind: str, words: str) -> list[Token]:
    opening = Token("link_open", "a", 1, attrs={"href": url})
    opening.attrSet(*(("class", kind) if kind else ("rel", REL)))
    return [opening, _words(words), Token("link_close", "a", -1)]


def _gather_photos(tokens: list[Token]) -> None:
    """A paragraph that holds photos and nothing else becomes a group of photos."""
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        leaves = [leaf for leaf in inline.children or () if leaf.type not in _BREAKS and not _blank(leaf)]
        if opening.type == "paragraph_open" and leaves and all(leaf.type == "photo" for leaf in leaves):
            opening.tag = closing.tag = "div"
            opening.hidden = closing.hidden = False
            opening.attrSet("class", "photos")
            inline.children = leaves


def _blank(leaf: Token) -> bool:
    return leaf.type == "text" and not leaf.content.strip()


class _Printer(RendererHTML):
    """Prints a photo as a place that only this module can fill: a member's < and " never reach the page as themselves."""

    def photo(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: dict[str, object]) -> str:
        return f'<span data-photo="{tokens[idx].meta["place"]}"></span>'


_OPTIONS = OptionsDict(
    {
        "maxNesting": 20,
        "html": False,
        "linkify": False,
        "typographer": False,
        "quotes": "“”‘’",
        "xhtmlOut": False,
        "breaks": True,
        "langPrefix": "",
        "highlight": None,
    }
)
