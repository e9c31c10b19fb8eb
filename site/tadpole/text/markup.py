"""HTML in one pass: no tree is built, so that nesting and tags left open cost nothing."""

import re
from collections.abc import Iterator
from html import unescape

_PIECE = re.compile(r"""<!--|</?(?P<tag>[A-Za-z][A-Za-z0-9-]*)|<[!?]|[<>"']|[^<>"']+""")
_WITHOUT_WORDS = frozenset({"script", "style", "template", "title", "textarea", "noscript", "iframe"})
_PARTS_WORDS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "div", "blockquote", "pre"),
        *("br", "hr", "figure", "figcaption", "section", "article", "td", "th", "tr", "table"),
    )
)
# Elements that another one closes, or that have no end.
_NEVER_DEEP = frozenset(
    {"p", "li", "dt", "dd", "td", "th", "tr", "br", "hr", "img", "wbr", "col", "input", "meta", "link"}
)


def words_of_html(html: str) -> str:
    """The text that a reader of ``html`` sees, blocks parted by blanks; what is inside script and style is left out.

    Linear in the text, whatever its tags: a parser that builds the tree needs minutes for 70 KB of ``<p><font size=1>``.
    """
    words: list[str] = []
    without = ""
    for tag, raw in _pieces(html):
        if without:
            without = "" if tag == f"/{without}" else without
        elif not tag:
            words.append(raw)
        else:
            words.append(" " if tag.strip("/") in _PARTS_WORDS else "")
            without = tag if tag in _WITHOUT_WORDS else ""
    return unescape("".join(words))


def shallow(html: str, deepest: int) -> str:
    """``html`` without the tags of elements that lie deeper than ``deepest``, for a parser that suffers from depth."""
    kept: list[str] = []
    depth = left_out = 0
    for tag, raw in _pieces(html):
        if tag and tag.strip("/") not in _NEVER_DEEP:
            opens = not tag.startswith("/")
            if left_out or (opens and depth == deepest):
                left_out += 1 if opens else -1
                continue
            depth = max(depth + (1 if opens else -1), 0)
        kept.append(raw)
    return "".join(kept)


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """("p" or "/p", the whole tag) and ("", words between tags); comments and tags without an end are left out."""
    at = start = 0
    quote = tag = ""
    inside = False
    while piece := _PIECE.match(html, at):
        found, begun, at = piece[0], at, piece.end()
        if inside:
            if quote or found in "\"'":
                quote = "" if found == quote else quote or found
            elif found == ">":
                inside = False
                yield tag, html[start:at]
        elif found == "<!--":
            end = html.find("-->", at)
            at = len(html) if end < 0 else end + 3
        elif found[0] == "<" and len(found) > 1:
            inside, start, tag = True, begun, found[1:].lower()
        else:
            yield "", found
