"""Somebody else's HTML as blocks of ours: headings, paragraphs, lists."""

import re
from html import escape
from html.parser import HTMLParser
from typing import Any

import nh3

from tadpole.text import line, shallow, words_of_html

TAGS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "strong",
    "b",
    "em",
    "i",
    "a",
    "sup",
    "sub",
    "br",
    "blockquote",
}
"""What is left of the mark-up: what content.blocks' paragraphs and lists can hold, and what cuts it into blocks."""
SAME = {"strong": "b", "em": "i"}
INLINE = {"b", "i", "a", "sup", "sub"}
LONGEST_HEADING = 80
DEEPEST = 20
"""Elements inside elements; the tags of deeper ones are left out, their words stay."""
Block = tuple[str, Any]


def plain(html: str) -> str:
    """The words without mark-up, on one line."""
    return line(words_of_html(html))


def blocks_of(html: str) -> list[Block]:
    """The body's blocks in their order; empty when there are no words."""
    cutter = Cutter()
    cutter.feed(
        nh3.clean(
            shallow(html, DEEPEST),
            tags=TAGS,
            attributes={"a": {"href"}},
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
        )
    )
    cutter.close()
    cutter.end_block()
    return cutter.blocks


class Cutter(HTMLParser):
    """Reads what nh3 has cleaned, so the tags are balanced. A list in a list becomes lines of the outer one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.kind = "paragraph"
        self.words: list[str] = []
        self.open: list[str] = []
        self.lists: list[str] = []
        self.items: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = SAME.get(tag, tag)
        if tag in INLINE:
            href = dict(attrs).get("href") or ""
            self.words.append(f'<a href="{escape(href)}">' if tag == "a" else f"<{tag}>")
            self.open.append(tag)
        elif tag == "br":
            self.words.append("<br/>")
        elif tag in {"ul", "ol"}:
            self.end_line() if self.lists else self.end_block()
            self.lists.append(tag)
        elif tag == "li" or self.lists:
            self.end_line() if tag == "li" else self.words.append(" ")
        else:
            self.end_block()
            self.kind = "heading" if re.fullmatch("h[1-6]", tag) else "paragraph"

    def handle_endtag(self, tag: str) -> None:
        tag = SAME.get(tag, tag)
        if tag in INLINE:
            if tag in self.open:
                self.open.remove(tag)
                self.words.append(f"</{tag}>")
        elif tag in {"ul", "ol"}:
            self.end_line()
            numbered = self.lists and self.lists.pop() == "ol"
            if not self.lists:
                self.end_list(bool(numbered))
        elif tag == "li":
            self.end_line()
        elif tag != "br" and not self.lists:
            self.end_block()

    def handle_data(self, data: str) -> None:
        self.words.append(escape(data, quote=False))

    def taken(self) -> str:
        """What was read since the last cut; empty when nobody could see it."""
        html = "".join(self.words) + "".join(f"</{tag}>" for tag in reversed(self.open))
        self.words, self.open = [], []
        html = re.sub(r"^(\s|<br/>)+|(\s|<br/>)+$", "", re.sub(r"\s+", " ", html))
        return html if plain(html) else ""

    def end_line(self) -> None:
        """A line of a list is complete."""
        if self.lists and (html := self.taken()):
            self.items.append(html)

    def end_list(self, numbered: bool) -> None:
        items, self.items = self.items, []
        if items:
            self.blocks.append(("list", {"title": "", "items": items, "numbered": numbered}))

    def end_block(self) -> None:
        """A paragraph or a heading is complete; a heading too long for one is a paragraph in bold."""
        kind, self.kind = self.kind, "paragraph"
        if not (html := self.taken()):
            return
        words = plain(html)
        if kind == "heading" and len(words) <= LONGEST_HEADING:
            self.blocks.append(("heading", words))
        else:
            self.blocks.append(
                ("paragraph", f"<p><b>{escape(words)}</b></p>" if kind == "heading" else f"<p>{html}</p>")
            )
