"""Asking another site for a page, at the wish of a stranger: nothing inside is reached, and nobody keeps us waiting.

A name is resolved once; each of its addresses has to be public, and the connection goes to one of these addresses, so that a
name server that changes its answer changes nothing. Every redirect goes through the same door.
"""

import http.client
import io
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from media.previews.rules import Card, canonical, card_of, decoded, joined, public

SECONDS, SECONDS_TO_CONNECT = 5.0, 2.0
"""For everything together, redirects included; and for one connection."""
MOST_BYTES, MOST_HEADER_BYTES, MOST_REDIRECTS, MOST_ADDRESSES = 512_000, 64_000, 3, 2
AWAY = (408, 425, 429, 500, 502, 503, 504)
MOVED = (301, 302, 303, 307, 308)
Resolve = Callable[[str, int], list[str]]


class NotShown(Exception):
    """This page will not be shown, however often it is asked."""


class NotNow(Exception):
    """It did not answer as it should; it may later."""


def resolved(host: str, port: int) -> list[str]:
    """The network addresses of a name, as the system knows them."""
    return [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Held:
    """A socket that has until `until` and reads at most so many bytes, however slowly they drip."""

    def __init__(self, sock: socket.socket, until: float, most: int) -> None:
        self.sock, self.until, self.left = sock, until, most

    def hurry(self) -> None:
        """Let the next operation take no longer than there is time."""
        rest = self.until - time.monotonic()
        if rest <= 0:
            raise NotNow("it took too long")
        self.sock.settimeout(rest)

    def sendall(self, data: bytes) -> None:
        self.hurry()
        self.sock.sendall(data)

    def makefile(self, *_mode: object) -> io.BufferedReader:
        return io.BufferedReader(_Drip(self))

    def close(self) -> None:
        """http.client lets go of a connection before its answer is read; the door closes it afterwards."""


class _Drip(io.RawIOBase):
    def __init__(self, held: Held) -> None:
        self.held = held

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self.held.left <= 0:
            raise NotShown("more than we read")
        self.held.hurry()
        count = self.held.sock.recv_into(buffer[: self.held.left])
        self.held.left -= count
        return count


@dataclass(frozen=True)
class Door:
    """The way out. The defaults are the rule; tests stand a server of their own where the internet would be."""

    resolve: Resolve = resolved
    allowed: Callable[[str], bool] = public
    ports: Collection[int] = (80, 443)
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    seconds: float = SECONDS

    def card(self, url: str) -> Card:
        """What the page at `url` says of itself. Raises NotShown or NotNow."""
        until = time.monotonic() + self.seconds
        try:
            for _hop in range(MOST_REDIRECTS + 1):
                answer = self.asked(url, until)
                if isinstance(answer, Card):
                    return answer
                url = answer
        except ssl.SSLError as problem:
            raise NotShown(f"TLS: {getattr(problem, 'verify_message', '') or problem.reason}") from None
        except (OSError, http.client.HTTPException) as problem:
            raise NotNow(f"{type(problem).__name__}: {problem}") from None
        raise NotShown("too many redirects")

    def asked(self, url: str, until: float) -> Card | str:
        """One question: a card, or the address it was sent on to."""
        spelt = canonical(url)
        if not spelt:
            raise NotShown("no address that is asked for")
        parts = urlsplit(spelt)
        host, secure = str(parts.hostname), parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        if port not in self.ports:
            raise NotShown("a port that is not asked")
        held = self.reached(host, port, until, secure=secure)
        with closing(held.sock):
            connection = http.client.HTTPConnection(host, port)
            connection.sock = held
            target = spelt.split("/", 3)[3]
            connection.request("GET", f"/{target}", headers=headers_of(parts.netloc))
            return read(connection.getresponse(), spelt)

    def reached(self, host: str, port: int, until: float, *, secure: bool) -> Held:
        """A connection to one of the addresses that were looked at, and to no other; TLS asks for the name."""
        problem: OSError | None = None
        for address in self.looked_up(host, port, until)[:MOST_ADDRESSES]:
            rest = min(SECONDS_TO_CONNECT, until - time.monotonic())
            if rest <= 0:
                break
            try:
                sock = socket.create_connection((address, port), timeout=rest)
            except OSError as found:
                problem = found
                continue
            held = Held(sock, until, MOST_BYTES + MOST_HEADER_BYTES)
            if secure:
                held.hurry()
                held.sock = wrapped(sock, self.tls(), host)
            return held
        raise NotNow(f"no connection: {problem or 'it took too long'}")

    def looked_up(self, host: str, port: int, until: float) -> list[str]:
        """The name's addresses, asked once. The system's resolver knows no limit of time, so it is asked from a thread."""
        found: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                found.put(self.resolve(host, port))
            except (OSError, UnicodeError) as problem:
                found.put(OSError(str(problem)))

        threading.Thread(target=ask, daemon=True, name="previews-resolve").start()
        try:
            addresses = found.get(timeout=max(0.01, min(SECONDS_TO_CONNECT, until - time.monotonic())))
        except queue.Empty:
            raise NotNow("its name server took too long") from None
        if isinstance(addresses, OSError):
            raise NotNow(f"its name is not known: {addresses}")
        if not addresses or not all(map(self.allowed, addresses)):
            raise NotShown("not on the public internet")
        return list(dict.fromkeys(addresses))


def wrapped(sock: socket.socket, tls: ssl.SSLContext, host: str) -> ssl.SSLSocket:
    """The connection with its certificate checked against the name."""
    try:
        return tls.wrap_socket(sock, server_hostname=host)
    except BaseException:
        sock.close()
        raise


def headers_of(place: str) -> dict[str, str]:
    """Says who asks; brings no cookie and tells nothing of the reader or the page."""
    return {
        "Host": place,
        "User-Agent": f"Tadpole-Preview/1.0 (+{settings.ORIGIN})",
        "Accept": "text/html",
        "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def read(response: http.client.HTTPResponse, url: str) -> Card | str:
    """The card in an answer, or where it leads."""
    if response.status in MOVED and (where := response.headers.get("Location")):
        return joined(url, where)
    if response.status in AWAY:
        raise NotNow(f"status {response.status}")
    if response.status != 200:
        raise NotShown(f"status {response.status}")
    if response.headers.get_content_type() not in ("text/html", "application/xhtml+xml"):
        raise NotShown("not a page")
    html = decoded(unpacked(response), response.headers.get_content_charset() or "")
    card = card_of(html, str(urlsplit(url).hostname))
    if card is None:
        raise NotShown("it says nothing of itself")
    return card


def unpacked(response: http.client.HTTPResponse) -> bytes:
    """The first MOST_BYTES of the page. What is packed is unpacked no further than that: it may be made to burst."""
    raw = response.read(MOST_BYTES)
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packed in ("", "identity"):
        return raw
    if packed not in ("gzip", "x-gzip"):
        raise NotShown("packed in a way we do not read")
    try:
        return zlib.decompressobj(wbits=31).decompress(raw, MOST_BYTES)
    except zlib.error:
        raise NotShown("packed, and damaged") from None


DOOR = Door()
