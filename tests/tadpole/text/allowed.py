"""What a stored text may consist of, written down a second time, and a reader of HTML that holds it against that."""

import re
from html.parser import HTMLParser
from urllib.parse import quote

from tadpole.text import Rendered, render

PHOTO = "0b0e8c1e-6f3c-4d0e-9d5a-0123456789ab"
PICTURE = '<picture><source srcset="/files/a.avif" type="image/avif"><img src="/files/a.jpg" width="3" height="4" alt=""></picture>'
_PLAIN = {"p", "br", "hr", "h3", "h4", "h5", "strong", "em", "blockquote", "ul", "li", "pre", "code", "picture"}
_ATTRIBUTES = {
    "a": {"href", "rel", "class"},
    "ol": {"start"},
    "div": {"class"},
    "source": {"srcset", "type"},
    "img": {"src", "alt", "width", "height"},
} | {tag: set() for tag in _PLAIN}
_OUTSIDE = re.compile(r"https?://[^/?#@\\\s]+(?:[/?#]\S*)?", re.IGNORECASE)
_VOID = {"br", "hr", "img", "source"}


class Reader(HTMLParser):
    """Collects everything in a piece of HTML that a stored text must not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.tags = 0
        self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags += 1
        if tag not in _ATTRIBUTES:
            self.wrong.append(f"<{tag}>")
        names = [name for name, _ in attrs]
        self.wrong += [f"{tag}.{name}" for name in names if name not in _ATTRIBUTES.get(tag, set())]
        if len(set(names)) != len(names):
            self.wrong.append(f"{tag}: an attribute twice")
        self._check_values(tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID:
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))

    def _check_values(self, tag: str, values: dict[str, str]) -> None:
        if tag == "a":
            href = values.get("href", "")
            outside = _OUTSIDE.fullmatch(href) is not None
            if not outside and not href.startswith("/~/"):
                self.wrong.append(f"a.href={href}")
            if outside and values.get("rel") != "nofollow ugc noopener":
                self.wrong.append(f"a.rel={values.get('rel')}")
            if values.get("class", "mention") not in {"mention", "topic"}:
                self.wrong.append(f"a.class={values['class']}")
        if tag == "div" and values.get("class") != "photos":
            self.wrong.append(f"div {values}")
        if tag == "img" and values.get("src") != "/files/a.jpg":
            self.wrong.append(f"img.src={values.get('src')}")
        if tag == "ol" and not values.get("start", "0").isdigit():
            self.wrong.append(f"ol.start={values['start']}")

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data[:40]}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"declaration {decl[:40]}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"instruction {data[:40]}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"unknown {data[:40]}")


def read(html: str) -> Reader:
    """The HTML read to its end."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.wrong += [f"<{tag}> left open" for tag in reader.open]
    return reader


def everybody(names: list[str]) -> dict[str, str]:
    """A look-up that knows every name."""
    return {name: f"/~/people/{quote(name, safe='')}/" for name in names}


def hostile_topic(name: str) -> str:
    """A look-up that forgot to quote what it puts into an address."""
    return f"/~/topics/{name}/"


def any_photo(ids: list[str]) -> dict[str, str]:
    """A look-up that knows every photo."""
    return dict.fromkeys(ids, PICTURE)


def shown(source: str) -> Rendered:
    """``source`` rendered where everybody, every topic and every photo is known."""
    return render(source, people=everybody, topics=hostile_topic, photos=any_photo)


def everywhere(payload: str) -> str:
    """``payload`` in every place of a text that ends in an attribute, an address or words."""
    line = " ".join(payload.split())
    return (
        f'{payload}\n\n[words]({line}) [words](<{line}>) [{line}](https://example.com/ "{line}") <{line}>'
        f" https://example.com/{line} ![{line}](photo:{PHOTO}) ![{line}]({line}) @{line} #{line}# `{line}`\n\n"
        f"```{line}\n{payload}\n```\n\n> {line}\n\n# {line}\n\n1. {line}\n"
    )
