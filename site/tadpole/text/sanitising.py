"""The last gate: what HTML may be in a stored text, whatever made it."""

import re
from functools import cache
from html import escape

import nh3

from tadpole.text.rules import INTERNAL, REL, is_outside_address

_BLOCKS = {"p", "hr", "h3", "h4", "h5", "blockquote", "ul", "ol", "li", "pre", "div"}
_WORDS = {"br", "strong", "em", "a", "code", "span"}
TAGS = frozenset(_BLOCKS | _WORDS)
# "*" empty: otherwise nh3 lets lang and title through on every tag.
ATTRIBUTES = {"*": set[str](), "a": {"href", "rel"}, "ol": {"start"}, "span": {"data-photo"}}
CLASSES = {"a": {"mention", "topic"}, "div": {"photos"}}
PHOTO_TAGS = frozenset({"picture", "source", "img", "span"})
PHOTO_ATTRIBUTES = {
    "*": set[str](),
    "picture": {"class"},
    "source": {"srcset", "sizes", "type", "media", "width", "height"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding", "fetchpriority", "class"},
    "span": {"class", "role", "aria-label"},
}
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|webp|avif|gif);base64,[A-Za-z0-9+/=]*")
# Of HTML that nh3 wrote: a quote inside a value is always &quot;.
_ALT = re.compile(r'(<img\b[^>]*? alt=")[^"]*')
_ALT_IN_PICTURE = re.compile(r'(<picture\b.*?<img\b[^>]*? alt=")[^"]*', re.DOTALL)
_OWN_PATH = re.compile(r"/(?![/\\])[!-~]*")


def safe(html: str) -> str:
    """``html`` with nothing but the tags, attributes and addresses of this module's lists."""
    return _text_cleaner().clean(html)


def safe_photo(html: str, words: str) -> str:
    """The mark-up a look-up gave for a photo, held to its own list; ``words`` become the picture's alternative text.

    Without ``words`` the look-up's own ``alt`` stays. A placeholder before the ``<picture>`` keeps its empty one.
    """
    html = _photo_cleaner().clean(html)
    if not words:
        return html
    place = _ALT_IN_PICTURE if "<picture" in html else _ALT
    return place.sub(lambda found: f"{found[1]}{escape(words)}", html, count=1)


@cache
def _text_cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=_text_attribute,
        link_rel=None,
        url_schemes={"http", "https"},
    )


@cache
def _photo_cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=PHOTO_TAGS,
        attributes=PHOTO_ATTRIBUTES,
        attribute_filter=_photo_attribute,
        link_rel=None,
        url_schemes={"http", "https", "data"},
    )


def _text_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if value.startswith(INTERNAL) or is_outside_address(value) else None
    if name == "rel":
        return REL
    if name in {"start", "data-photo"}:
        return value if value.isascii() and value.isdigit() else None
    return value


def _photo_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return (
            value if _OWN_PATH.fullmatch(value) or is_outside_address(value) or _DATA_IMAGE.fullmatch(value) else None
        )
    return value
