"""Which link is previewed, which addresses may be asked, and what a page says of itself. Pure: no clock, no network."""

import codecs
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from tadpole.text import first, line
from tadpole.text.addresses import parsed

LONGEST_URL, LONGEST_TITLE, LONGEST_WORDS, LONGEST_SITE = 500, 120, 200, 60
LONGEST_HEAD = 100_000
"""Characters of a page that are read for what it says of itself: it stands at the beginning."""
MOST_TRIES = 3
_LINK = re.compile(r'<a [^<>]{0,400}?href="(https?://[^"<>]{1,2000})"', re.IGNORECASE)
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]{1,59}|[a-z]{2,63})\.?")
_ODD = re.compile(r"[\x00-\x20\x7f\\]")
_AT_HOME = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa", ".onion")
_NAT64 = IPv6Network("64:ff9b::/96")
_NEVER = tuple(
    map(
        IPv4Network, ("0.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15")
    )
)
"""What older Pythons do not know all of."""
_RELAYS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"), IPv6Network("64:ff9b:1::/48"))
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{1,40})""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "ascii": "cp1252", "iso8859-1": "cp1252"}
"""Pages name a small character set and use the one that grew out of it."""
_KNOWN = {"utf-8", "gb18030", "big5hkscs", "cp1252", "utf-16", "shift_jis", "euc_jp", "euc_kr", "cp1251"}


@dataclass(frozen=True)
class Card:
    """What a page says of itself, as plain text. `title` is never empty."""

    title: str
    description: str
    site: str


def link_in(html: str, ours: Collection[str]) -> str:
    """The first link of a rendered text that leads to another site, in its canonical form; empty when there is none."""
    for found in _LINK.finditer(html):
        url = canonical(unescape(found[1]))
        if url and urlsplit(url).hostname not in ours:
            return url
    return ""


def canonical(url: str) -> str:
    """One spelling of an address that may be asked for; empty for every other.

    http and https only, a public name (no bare number in any spelling), no password, no odd characters, no fragment.
    """
    if len(url) > LONGEST_URL or _ODD.search(url):
        return ""
    parts = parsed(url)
    host = name_of(parts) if parts else ""
    if parts is None or parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return ""
    port = parts.port
    place = host if port in (None, 443 if parts.scheme == "https" else 80) else f"{host}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    spelt = f"{parts.scheme}://{place}{path}{f'?{query}' if query else ''}"
    return spelt if len(spelt) <= LONGEST_URL else ""


def joined(url: str, where: str) -> str:
    """Where a page at `url` sends on to; empty when that is no address."""
    if _ODD.search(where):
        return ""
    try:
        return urljoin(url, where)
    except ValueError:
        return ""


def name_of(parts: SplitResult) -> str:
    """The host in its ASCII spelling; empty when it is no name that everybody could ask for."""
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        return ""
    if not _NAME.fullmatch(host) or len(host) > 253 or host.endswith(_AT_HOME):
        return ""
    return host


def public(address: str) -> bool:
    """Whether the whole internet reaches this network address: nothing of ours, of a neighbour, or of a cloud's own services."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inside = found.ipv4_mapped or (IPv4Address(int(found) & 0xFFFF_FFFF) if found in _NAT64 else None)
        if inside is not None:
            return public(str(inside))
        if any(found in relay for relay in _RELAYS) or found.is_site_local:
            return False
    elif any(found in network for network in _NEVER):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def decoded(raw: bytes, said: str) -> str:
    """A page's bytes as text. `said` is the character set its server named; the page itself is asked next."""
    meta = _CHARSET.search(raw[:2048])
    names = [said, meta[1].decode("ascii") if meta else ""]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        names = ["utf-16"]
    return raw.removeprefix(codecs.BOM_UTF8).decode(next(filter(None, map(charset, names)), "utf-8"), errors="replace")


def charset(name: str) -> str:
    """Python's name for it; empty for those we do not read."""
    try:
        known = codecs.lookup(name.strip("\"' ")).name
    except (LookupError, ValueError):
        return ""
    known = _WIDER.get(known, known)
    return known if known in _KNOWN else ""


def card_of(html: str, host: str) -> Card | None:
    """What a page's head says; None when it has no title."""
    head = _Head()
    end = re.search(r"</head\b|<body\b", html[:LONGEST_HEAD], re.IGNORECASE)
    with suppress(AssertionError):  # how Python's parser says that "<![" was followed by what it does not know
        head.feed(html[: end.start() if end else LONGEST_HEAD])
    said = head.said
    title = shortened(said.get("og:title") or said.get("title") or said.get("twitter:title", ""), LONGEST_TITLE)
    words = shortened(said.get("og:description") or said.get("description", ""), LONGEST_WORDS)
    site = shortened(said.get("og:site_name", ""), LONGEST_SITE) or host.removeprefix("www.")
    return Card(title, words if words != title else "", site) if title else None


class _Head(HTMLParser):
    """Collects <title> and the <meta> elements that previews are made of; of each the first that says something."""

    WANTED = frozenset({"og:title", "og:description", "og:site_name", "description", "twitter:title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: dict[str, str] = {}
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_title = tag == "title"
        if tag == "meta":
            given = dict(attrs)
            name = (given.get("property") or given.get("name") or "").strip().lower()
            if name in self.WANTED and not self.said.get(name):
                self.said[name] = given.get("content") or ""

    def handle_endtag(self, tag: str) -> None:
        self.in_title = False

    def handle_data(self, data: str) -> None:
        if self.in_title and len(self.said.get("title", "")) < 10 * LONGEST_TITLE:
            self.said["title"] = self.said.get("title", "") + data


def shortened(text: str, most: int) -> str:
    """One line of plain text, at most `most` characters as seen; an emoji family is kept whole or left out."""
    return first(line(text[: 20 * most]), most)
