"""A web server on this machine that answers as the worst of the internet would. It listens where nothing of ours does: 127.0.0.2."""

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from media.previews.gateways import Door
from media.previews.rules import public

HERE = "127.0.0.2"
PAGE = """<!doctype html><html><head><meta charset=utf-8><title>蝌蚪怎么养</title>
<meta property="og:title" content="蝌蚪什么时候长腿？"><meta property="og:site_name" content="池塘日记">
<meta name="description" content="后腿先长，前腿后长。"></head><body><p>words</p></body></html>"""


def answer(
    body: bytes | str = PAGE, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str
) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(raw)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer("", status=status, Location=to)


@dataclass
class Pond:
    """`says` are the answers by path; `asked` what came in; `met` the names that were looked up."""

    port: int
    says: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    met: list[str] = field(default_factory=list)
    sent: int = 0

    def url(self, path: str = "/", host: str = "pond.example.com", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def resolve(self, host: str, port: int) -> list[str]:
        self.met.append(host)
        return [HERE]

    def door(self, **given: object) -> Door:
        """The way out with this server where the internet would be; every other address is judged by the rule."""
        defaults = {
            "resolve": self.resolve,
            "allowed": lambda one: one == HERE or public(one),
            "ports": (80, 443, self.port),
        }
        return Door(**{**defaults, **given})  # type: ignore[arg-type]

    def serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            client.settimeout(10)
            came = b""
            while b"\r\n\r\n" not in came and (more := client.recv(65_536)):
                came += more
                if came[:1] == b"\x16":  # somebody speaks TLS
                    client.sendall(answer())
                    return
            if not came:
                return
            self.asked.append(came.decode())
            path = came.split(b" ")[1].decode()
            behave = getattr(self, f"do_{path.strip('/').replace('-', '_')}", None)
            if path not in self.says and behave:
                behave(client)
            else:
                client.sendall(self.says.get(path, answer("", status="404 Not Found")))

    def do_drip(self, client: socket.socket) -> None:
        """A byte now and then, for ever."""
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            client.sendall(b" ")
            time.sleep(0.05)

    def do_drip_headers(self, client: socket.socket) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            client.sendall(b"X")
            time.sleep(0.05)

    def do_silent(self, client: socket.socket) -> None:
        client.recv(1)

    def do_endless(self, client: socket.socket) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode())
        self.flood(client, b"<p>more</p>" * 1000)

    def do_endless_chunks(self, client: socket.socket) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        self.flood(client, b"2710\r\n" + b"<" * 10_000 + b"\r\n")

    def do_huge_headers(self, client: socket.socket) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\n")
        self.flood(client, b"X-Filler: " + b"x" * 9_000 + b"\r\n")

    def do_endless_100(self, client: socket.socket) -> None:
        self.flood(client, b"HTTP/1.1 100 Continue\r\n\r\n" * 500)

    def flood(self, client: socket.socket, piece: bytes) -> None:
        while self.sent < 200_000_000:
            client.sendall(piece)
            self.sent += len(piece)


def bomb(megabytes: int = 300) -> bytes:
    """A page of so many megabytes, packed into a thousandth."""
    return answer(gzip.compress(PAGE.encode() + b" " * (megabytes * 1_000_000), 1), Content_Encoding="gzip")


@contextmanager
def pond(context: ssl.SSLContext | None = None) -> Iterator[Pond]:
    """The server, for as long as it is needed; with `context` it speaks TLS."""
    listener = socket.create_server((HERE, 0))
    one = Pond(listener.getsockname()[1])

    def accept() -> None:
        with suppress(OSError):
            while True:
                client, _from = listener.accept()
                threading.Thread(target=greet, args=(client,), daemon=True).start()

    def greet(client: socket.socket) -> None:
        with suppress(OSError):
            one.serve(context.wrap_socket(client, server_side=True) if context else client)

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield one
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
