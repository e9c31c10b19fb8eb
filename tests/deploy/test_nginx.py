"""The configuration that people get, in a real nginx, over TLS, in front of an upstream that says what it was asked."""

import http.client
import json
import shutil
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.deploy.fronts import NAME, PAGES, Front, certificate, filled
from tests.servers.nginx import Nginx
from tests.servers.process import free_port

pytestmark = pytest.mark.services


class Upstream(BaseHTTPRequestHandler):
    """Answers with what it heard; the path says what kind of answer."""

    protocol_version = "HTTP/1.1"
    asked: list[str] = []
    methods: list[str] = []

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        type(self).methods.append(self.command)
        body = json.dumps({name.lower(): value for name, value in self.headers.items()}).encode()
        extra = {"/public": {"Cache-Control": "public, max-age=60", "Vary": "Cookie"}}.get(self.path.split("?")[0], {})
        if self.path.startswith("/gone-soon"):
            extra = {"Cache-Control": "public, max-age=1"}
        if self.path == "/sets":
            extra = {"Cache-Control": "public, max-age=60", "Set-Cookie": "csrftoken=1"}
        if self.path.startswith("/photo"):
            extra = {
                "X-Accel-Redirect": "/_uploads/photos/one.webp",
                "Cache-Control": "private, no-cache",
                "ETag": '"mine"',
                "Content-Type": "image/webp",
            }
        if self.path.startswith("/kept"):
            name = self.path.removeprefix("/kept/")
            extra = {
                "X-Accel-Redirect": f"/_bucket/pond/photos/{name}.webp?X-Amz-Signature=abc",
                "Cache-Control": "private, no-cache",
                "ETag": '"mine"',
                "Content-Type": "image/webp",
            }
        self.send_response(self.status())
        for name, value in {"Content-Length": str(len(body)), **extra}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def status(self) -> int:
        """What is gone after it was asked for once; a bucket that says no."""
        if self.path.startswith("/gone-soon") and type(self).asked.count(self.path) > 1:
            return 404
        return int(self.path.partition("says-")[2][:3] or 200) if self.path.startswith("/pond/") else 200

    do_HEAD = do_GET

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("front")
    folder.chmod(0o755)
    certificate(folder)
    shutil.copytree(PAGES, folder / "maintenance")
    for path, text in (
        ("static/ui/tokens.0123456789ab.css", "a{}"),
        ("static/ui/tokens.css", "a{}"),
        ("uploads/photos/one.webp", "one"),
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    http_port = free_port()
    server = Nginx(folder, inside=filled(folder, web=[free_port(), upstream.server_port], http_port=http_port))
    server.start()
    yield Front(server, http_port, folder)
    server.stop()
    upstream.shutdown()


def test_nginx_reads_it_without_a_word_of_complaint(front: Front) -> None:
    said = [line for line in front.server.check().splitlines() if "warn" in line or "emerg" in line]
    assert said == []


def test_http_leads_to_https_and_a_strange_host_to_nobody(front: Front) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", front.http_port, timeout=5)) as plain:
        plain.request("GET", "/t/1/?a=1", headers={"Host": NAME})
        answer = plain.getresponse()
        assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/t/1/?a=1")
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        front.ask("/", host="evil.example")


def test_http_2_is_spoken(front: Front) -> None:
    context = ssl._create_unverified_context()
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", front.server.port)) as plain,
        context.wrap_socket(plain, server_hostname=NAME) as one,
    ):
        assert one.selected_alpn_protocol() == "h2"


def test_what_a_visitor_says_of_himself_is_not_passed_on(front: Front) -> None:
    heard = json.loads(
        front.ask(
            "/",
            X_Forwarded_For="1.2.3.4",
            X_Forwarded_Host="evil",
            Forwarded="for=1.2.3.4",
            X_Request_ID="mine",
            X_Forwarded_Proto="http",
        ).text
    )
    assert (heard["x-forwarded-for"], heard["x-forwarded-proto"], heard["host"]) == ("127.0.0.1", "https", NAME)
    assert "x-forwarded-host" not in heard
    assert "forwarded" not in heard
    assert len(heard["x-request-id"]) == 32


def test_a_public_page_is_asked_for_once_and_a_member_gets_her_own(front: Front) -> None:
    first, again = front.ask("/public?n=1"), front.ask("/public?n=1")
    assert (first.headers["X-Cache"], again.headers["X-Cache"]) == ("MISS", "HIT")
    mine = front.ask("/public?n=1", Cookie="__Host-sessionid=abc")
    assert mine.headers["X-Cache"] == "BYPASS"
    assert json.loads(mine.text)["cookie"] == "__Host-sessionid=abc"
    assert "cookie" not in json.loads(front.ask("/public?n=1").text)
    assert front.ask("/public?n=1", Cookie="theme=dark").headers["X-Cache"] == "MISS"


@pytest.mark.parametrize("path", ["/", "/sets"])
def test_what_does_not_say_it_is_public_is_never_kept(front: Front, path: str) -> None:
    assert [front.ask(path).headers["X-Cache"] for _ in range(2)] == ["MISS", "MISS"]


def test_private_files_come_only_by_way_of_a_page(front: Front) -> None:
    given = front.ask("/photo/1")
    assert (given.text, given.headers["Content-Type"], given.headers["Cache-Control"]) == (
        "one",
        "image/webp",
        "private, no-cache",
    )
    kept = front.ask("/kept/two")
    for answer in (given, kept):
        assert answer.headers.get_all("ETag") == ['"mine"'], "the page's, which it is asked with the next time"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Upstream.asked[-1] == "/pond/photos/two.webp?X-Amz-Signature=abc"
    for path in ("/_uploads/photos/one.webp", "/_bucket/pond/photos/two.webp", "/_uploads/../../etc/passwd"):
        assert front.ask(path).status in (400, 404)


@pytest.mark.parametrize("path", ["/photo/hidden-soon", "/kept/hidden-soon"])
def test_every_request_for_a_picture_asks_the_page_first(front: Front, path: str) -> None:
    for _n in range(3):
        assert front.ask(path).headers["X-Cache"] != "HIT"
    assert Upstream.asked.count(path) == 3


@pytest.mark.parametrize(("says", "status"), [(403, 503), (500, 503), (503, 503), (404, 404)])
def test_what_a_bucket_says_when_it_refuses_is_not_given_out_nor_kept(front: Front, says: int, status: int) -> None:
    answer = front.ask(f"/kept/says-{says}")
    assert answer.status == status
    assert "no-store" in ", ".join(answer.headers.get_all("Cache-Control"))
    assert ("马上回来" in answer.text) == (status == 503)
    assert "host" not in answer.text, "what the bucket said"


def test_a_head_of_a_picture_is_asked_as_its_address_is_signed(front: Front) -> None:
    assert front.ask("/kept/head", method="HEAD").status == 200
    assert Upstream.methods[-1] == "GET"


def test_a_page_that_is_taken_away_is_shown_to_nobody_for_longer_than_it_may_be_kept(front: Front) -> None:
    assert [front.ask("/gone-soon").status for _ in range(2)] == [200, 200]
    time.sleep(2.1)
    assert [front.ask("/gone-soon").status for _ in range(3)] == [404, 404, 404]


def test_static_files_with_a_hash_are_kept_for_ever(front: Front) -> None:
    assert "immutable" in front.ask("/static/ui/tokens.0123456789ab.css").headers["Cache-Control"]
    assert front.ask("/static/ui/tokens.css").headers["Cache-Control"] == "public, max-age=3600"
    assert front.ask("/static/../uploads/photos/one.webp").text != "one"


@pytest.mark.parametrize(
    ("path", "megabytes", "status"),
    [("/photos/", 21, 200), ("/photos/", 26, 413), ("/en/t/1/", 60, 200), ("/t/1/", 200, 413), ("/search/", 26, 413)],
)
def test_uploads_have_a_limit_before_they_are_read(front: Front, path: str, megabytes: int, status: int) -> None:
    length = megabytes * 1_000_000
    if status == 200:
        assert front.ask(path, method="POST", body=bytes(length)).status == 200
        return
    context = ssl._create_unverified_context()
    with closing(
        http.client.HTTPSConnection("127.0.0.1", front.server.port, context=context, timeout=10)
    ) as connection:
        connection.putrequest("POST", path, skip_host=True)
        connection.putheader("Host", NAME)
        connection.putheader("Content-Length", str(length))
        connection.endheaders()
        answer = connection.getresponse()  # not one byte of it was sent
        assert answer.status == 413
        assert "<h1>这次上传太大了</h1>" in answer.read().decode()


@pytest.mark.parametrize(
    ("path", "lang", "words"),
    [
        ("/", "zh-Hans", "马上回来 · 小蝌蚪"),
        ("/zh-hant/t/1/", "zh-Hant", "馬上回來 · 小蝌蚪"),
        ("/en/", "en", "We will be right back · Tadpole"),
        ("/en?a=1", "en", "We will be right back · Tadpole"),
    ],
)
def test_a_closed_site_says_so_in_the_readers_language_and_lives(
    front: Front, path: str, lang: str, words: str
) -> None:
    switch = front.folder / "maintenance/closed/on"
    switch.parent.mkdir(exist_ok=True)
    switch.touch()
    try:
        answer = front.ask(path)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
        assert f'lang="{lang}"' in answer.text
        assert f"<title>{words}</title>" in answer.text
        assert front.ask("/healthz").status == 200
        assert front.ask("/ws/notices/").status == 503
    finally:
        switch.unlink()
    assert front.ask(path).status == 200


def test_a_site_whose_processes_are_gone_says_so(front: Front) -> None:
    nobody = Nginx(front.folder / "nobody", inside=filled(front.folder, web=[free_port()], http_port=free_port()))
    (front.folder / "nobody").mkdir()
    nobody.start()
    try:
        answer = Front(nobody, 0, front.folder).ask("/en/")
        assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
        assert 'lang="en"' in answer.text
    finally:
        nobody.stop()


def test_too_many_requests_are_told_to_wait(front: Front) -> None:
    """From an address of its own, so that no other test has to wait; sent in one go, so that any machine is too fast."""
    many = [b"HEAD /static/ui/tokens.css HTTP/1.1\r\nHost: %s\r\n\r\n" % NAME.encode()] * 900
    last = b"GET /en/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" % NAME.encode()
    with (
        socket.create_connection(("127.0.0.1", front.server.port), 10, source_address=("127.0.0.2", 0)) as plain,
        ssl._create_unverified_context().wrap_socket(plain) as one,
    ):
        one.sendall(b"".join([*many, last]))
        answers = b"".join(iter(lambda: one.recv(65_536), b"")).decode()
    head, _, said = answers.rpartition("HTTP/1.1 ")[2].partition("\r\n\r\n")
    assert head.startswith("429")
    assert "Retry-After: 10" in head
    assert "<h1>A little slower, please</h1>" in said


def test_the_log_holds_no_whole_address_and_no_question(front: Front) -> None:
    front.ask("/search/?q=secret")
    lines = [json.loads(line) for line in (front.server.folder / "requests.log").read_text().splitlines()]
    assert lines[-1]["from"] == "127.0.0.0"
    assert "secret" not in json.dumps(lines)
    assert len(lines[-1]["request_id"]) == 32
