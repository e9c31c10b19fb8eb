"""The way out to other sites, tried against a real server that behaves as badly as one can."""

import socket
import ssl
import threading
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from media.previews.gateways import MOST_BYTES, Door, NotNow, NotShown, resolved
from tests.media.previews.pond import HERE, PAGE, Pond, answer, bomb, moved, pond

pytestmark = [pytest.mark.allow_hosts([HERE, "127.0.0.1"]), pytest.mark.embedded]


@pytest.fixture
def site() -> Iterator[Pond]:
    with pond() as one:
        yield one


def test_a_page_says_what_it_is(site: Pond) -> None:
    site.says["/legs?a=1"] = answer()
    card = site.door().card(site.url("/legs?a=1#top"))
    assert (card.title, card.description, card.site) == ("蝌蚪什么时候长腿？", "后腿先长，前腿后长。", "池塘日记")
    [asked] = site.asked
    assert asked.startswith("GET /legs?a=1 HTTP/1.1\r\n")
    assert f"Host: pond.example.com:{site.port}\r\n" in asked
    assert "User-Agent: Tadpole-Preview/1.0 (+http" in asked
    assert "cookie" not in asked.lower() and "referer" not in asked.lower() and "authorization" not in asked.lower()


def test_packed_pages_are_read(site: Pond) -> None:
    site.says["/"] = bomb(1)
    assert site.door().card(site.url()).title == "蝌蚪什么时候长腿？"


INSIDE = [
    "127.0.0.1", "10.0.0.7", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "0.0.0.0", "0.1.2.3",
    "192.0.0.192", "198.18.0.1", "192.0.2.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:7f00:1::", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254",
    "ff02::1", "2001:db8::1", "100::1", "frog",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_on_the_public_internet_is_not_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connected(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("it was connected to")

    monkeypatch.setattr(socket, "create_connection", connected)
    for answers in ([address], ["93.184.215.14", address], [address, "93.184.215.14"]):
        with pytest.raises(NotShown, match="public internet"):
            Door(resolve=lambda _host, _port, found=answers: found).card("http://pond.example.com/")


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_what_is_public_is_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[tuple[str, int]] = []

    def connected(where: tuple[str, int], **_kwargs: object) -> None:
        went.append(where)
        raise OSError("nobody there")

    monkeypatch.setattr(socket, "create_connection", connected)
    with pytest.raises(NotNow):
        Door(resolve=lambda _host, _port: [address]).card("https://pond.example.com/")
    assert went == [(address, 443)]


def test_this_machine_is_refused_by_its_real_name() -> None:
    assert "127.0.0.1" in resolved("localhost", 80) or "::1" in resolved("localhost", 80)
    with pytest.raises(NotShown):
        Door(resolve=lambda _host, port: resolved("localhost", port)).card("http://pond.example.com/")


ELSEWHERE = [
    "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
    "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://0/", "http://localhost/", "http://LOCALHOST./",
    "http://redis:6379/", "http://metadata.google.internal/", "http://printer.local/", "http://①②⑦.⓪.⓪.①/", "http://user:word@pond.example.com/",
    "http://pond.example.com:22/", "http://pond.example.com:6379/", "http://pond.example.com:99999/", "ftp://pond.example.com/",
    "file:///etc/passwd", "javascript:alert(1)", "data:text/html,frog", "gopher://pond.example.com:70/_x", "http://pond.example.com\\@127.0.0.1/",
    "http://pond.example.com\t.evil.example/", "http://[::1", "http://-.example.com/", "https://pond.example.com./%0d%0aX: y\r\n",
]  # fmt: skip


@pytest.mark.parametrize("url", ELSEWHERE)
def test_a_redirect_goes_through_the_same_door(url: str, site: Pond) -> None:
    site.says["/"] = moved(url)
    with pytest.raises((NotShown, NotNow)):
        site.door().card(site.url())
    assert len(site.asked) == 1 and set(site.met) == {"pond.example.com"}
    with pytest.raises(NotShown):
        site.door().card(url)
    assert len(site.asked) == 1


def test_a_redirect_to_a_name_that_leads_inside(site: Pond) -> None:
    names = {"pond.example.com": [HERE], "inside.example.com": ["127.0.0.1"]}
    site.says["/"] = moved(site.url("/", host="inside.example.com"))
    with pytest.raises(NotShown, match="public internet"):
        site.door(resolve=lambda host, _port: names[host]).card(site.url())


def test_a_name_server_that_changes_its_answer_changes_nothing(site: Pond) -> None:
    """Asked once for a connection, and the connection goes to what was looked at."""
    answers = iter([[HERE], ["127.0.0.1"], ["127.0.0.1"]])
    site.says["/"] = answer()
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    door = site.door(resolve=resolve)
    assert door.card(site.url()).site == "池塘日记"
    assert len(asked) == 1
    with pytest.raises(NotShown, match="public internet"):
        door.card(site.url())
    site.says["/"] = moved("/again")
    with pytest.raises(NotShown):
        door.card(site.url())


def test_three_redirects_and_no_more(site: Pond) -> None:
    site.says |= {
        "/1": moved("/2"),
        "/2": moved("3", "301 Moved"),
        "/3": moved(site.url("/4"), "308 X"),
        "/4": answer(),
    }
    assert site.door().card(site.url("/1")).site == "池塘日记"
    site.says["/0"] = moved("/1", "307 X")
    with pytest.raises(NotShown, match="redirects"):
        site.door().card(site.url("/0"))
    site.says["/round"] = moved("/round")
    with pytest.raises(NotShown, match="redirects"):
        site.door().card(site.url("/round"))


@pytest.mark.parametrize("path", ["/drip", "/drip-headers", "/silent"])
def test_nobody_keeps_us_waiting(path: str, site: Pond) -> None:
    """Every read is in time, and the whole is not: the whole counts."""
    done = threading.Event()

    def ask() -> None:
        with pytest.raises(NotNow):
            site.door(seconds=0.6).card(site.url(path))
        done.set()

    threading.Thread(target=ask, daemon=True).start()
    assert done.wait(20), "it is still waiting"


def test_a_name_server_that_never_answers(site: Pond) -> None:
    def resolve(_host: str, _port: int) -> list[str]:
        threading.Event().wait(30)
        return []

    with pytest.raises(NotNow, match="name server"):
        site.door(resolve=resolve, seconds=0.3).card(site.url())


def test_a_page_without_end_is_read_to_our_measure(site: Pond) -> None:
    assert site.door().card(site.url("/endless")).site == "池塘日记"
    assert site.sent < 20_000_000
    with pytest.raises(NotShown):
        site.door().card(site.url("/endless-chunks"))


@pytest.mark.parametrize("path", ["/huge-headers", "/endless-100"])
def test_headers_without_end(path: str, site: Pond) -> None:
    with pytest.raises((NotShown, NotNow)):
        site.door().card(site.url(path))
    assert site.sent < 20_000_000


def test_what_is_packed_to_burst_does_not(site: Pond) -> None:
    site.says["/"] = bomb(300)
    assert len(site.says["/"]) > MOST_BYTES
    tracemalloc.start()
    try:
        assert site.door().card(site.url()).site == "池塘日记"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (answer(kind="application/pdf"), NotShown),
        (answer(kind="image/svg+xml"), NotShown),
        (answer(kind="application/json"), NotShown),
        (answer("<p>no head</p>"), NotShown),
        (answer(""), NotShown),
        (answer(status="404 Not Found"), NotShown),
        (answer(status="401 Who"), NotShown),
        (answer(status="204 Nothing"), NotShown),
        (answer(status="503 Later"), NotNow),
        (answer(status="429 Slowly"), NotNow),
        (answer(b"\x1f\x8b not packed at all", Content_Encoding="gzip"), NotShown),
        (answer(Content_Encoding="br"), NotShown),
        (moved(""), NotShown),
        (b"what is this\r\n\r\n", NotNow),
        (b"", NotNow),
    ],
)
def test_what_is_no_page_is_not_shown(said: bytes, error: type[Exception], site: Pond) -> None:
    site.says["/"] = said
    with pytest.raises(error):
        site.door().card(site.url())


@pytest.mark.parametrize(
    ("name", "kind", "meta"),
    [
        ("gb18030", "text/html; charset=gb2312", ""),
        ("gbk", "text/html", "<meta charset='gbk'>"),
        ("gb18030", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=GB2312">'),
        ("big5", "text/html; charset=Big5", ""),
        ("utf-16", "text/html", ""),
        ("utf-8-sig", "text/html", "<meta charset=gbk-nonsense>"),
        ("utf-8", "text/html; charset=unicode_escape", ""),
        ("utf-8", "text/html; charset=zip", ""),
    ],
)
def test_old_chinese_pages_are_read(name: str, kind: str, meta: str, site: Pond) -> None:
    title = "蝌蚪長腿日記" if name == "big5" else "蝌蚪长腿日记"
    site.says["/"] = answer(f"<html><head>{meta}<title>{title}</title>".encode(name), kind=kind)
    assert site.door().card(site.url()).title == title


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate of our own making for a name, and a server that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number(), now - timedelta(days=1), now + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / f"{name}.pem"
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return path, context


def test_the_certificate_is_checked_against_the_name(tmp_path: Path) -> None:
    path, context = certificate(tmp_path, "pond.example.com")
    with pond(context) as site:
        site.says["/"] = answer()
        trusting = site.door(tls=lambda: ssl.create_default_context(cafile=path))
        assert trusting.card(site.url(scheme="https")).site == "池塘日记"
        with pytest.raises(NotShown, match="TLS"):
            site.door().card(site.url(scheme="https"))
        with pytest.raises(NotShown, match="TLS"):
            trusting.card(site.url(scheme="https", host="other.example.com"))
        assert len(site.asked) == 1


def test_a_server_that_speaks_no_tls(site: Pond) -> None:
    site.says["/"] = answer()
    with pytest.raises(NotShown):
        site.door().card(site.url(scheme="https"))
    assert PAGE
