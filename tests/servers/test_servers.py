"""The servers of the tests do what the tests of faults ask of them."""

import os
import signal
import smtplib
import subprocess
import sys
import time
import urllib.request
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.servers import fetched, together
from tests.servers.__main__ import runs
from tests.servers.nginx import Nginx
from tests.servers.postgres import Postgres
from tests.servers.process import ROOT, Missing, Server, program
from tests.servers.redis import Redis
from tests.servers.s3 import S3
from tests.servers.smtp import Smtp

HELLO = "server { listen 127.0.0.1:{port}; location / { return 200 'hello'; } }"
KINDS = [
    pytest.param(kind, id=kind.name, marks=pytest.mark.services(kind.name))
    for kind in (Postgres, Redis, S3, Smtp, Nginx)
]


@pytest.mark.parametrize("kind", KINDS)
def test_one_is_killed_and_comes_back_at_the_same_address(kind: type[Server], tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    server = kind(tmp_path, inside=HELLO) if kind is Nginx else kind(tmp_path)  # type: ignore[call-arg]
    try:
        address = server.start().address  # type: ignore[attr-defined]
        server.kill()
        assert not server.answers()
        assert server.start().address == address  # type: ignore[attr-defined]
        server.stop()
        assert not server.answers()
        assert server.process is not None and server.process.poll() is not None
    finally:
        server.kill()


@pytest.mark.services
def test_a_paused_server_takes_connections_and_says_nothing(tmp_path: Path) -> None:
    server = Smtp(tmp_path).start()
    try:
        server.pause()
        with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
            smtplib.SMTP("127.0.0.1", server.port, timeout=0.5)
        server.go_on()
        assert server.answers()
    finally:
        server.kill()


@pytest.mark.services
def test_mails_are_kept_or_refused_as_asked(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "登录验证码 與繁體", "a@pond.example", "b@pond.example"
    mail.set_content("寶寶的第一口副食品")
    server = Smtp(tmp_path).start()
    try:
        server.refuse(True)
        with smtplib.SMTP("127.0.0.1", server.port) as session, pytest.raises(smtplib.SMTPDataError) as refused:
            session.send_message(mail)
        assert refused.value.smtp_code == 451
        server.refuse(550, at="RCPT")
        with smtplib.SMTP("127.0.0.1", server.port) as session, pytest.raises(smtplib.SMTPRecipientsRefused):
            session.send_message(mail)
        assert server.mails() == []
        server.refuse(False)
        with smtplib.SMTP("127.0.0.1", server.port) as session:
            session.send_message(mail)
        (came,) = server.mails()
        assert came["Subject"] == "登录验证码 與繁體"
        assert came.get_content().strip() == "寶寶的第一口副食品"
        assert came["X-Envelope-To"] == "b@pond.example"
        server.stop()
        server.start()
        assert len(server.mails()) == 1
    finally:
        server.kill()


@pytest.mark.services("nginx")
def test_nginx_takes_up_another_configuration(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    server = Nginx(tmp_path, inside=HELLO).start()
    try:
        assert read(server.address) == "hello"
        server.change(HELLO.replace("hello", "goodbye"))
        until = time.monotonic() + 20
        while read(server.address) != "goodbye":
            assert time.monotonic() < until
        with pytest.raises(RuntimeError, match="unknown directive"):
            Nginx(tmp_path / "bad", inside="frogs on;").start()
    finally:
        server.kill()


def read(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


def test_what_a_machine_lacks_is_named_and_nothing_is_left_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Missing, match=r"newtd \(Debian package newt\)"):
        program("newtd", package="newt")

    class Newt(Server):
        name = "newt"
        address = "newt://"

        def prepare(self) -> None:
            (self.folder / "half").mkdir()
            program("newtd", package="newt")

        def command(self) -> list[str]:
            return ["newtd"]

    monkeypatch.setattr(together, "ASKED_FOR", {})
    monkeypatch.setattr(together, "KINDS", (("newt", "Newt", "TADPOLE_NEWT_URL"),))
    monkeypatch.setattr(together, "kind", lambda *_: Newt)
    with together.Together(tmp_path) as those:
        assert (those.missing, those.environment()) == (["newt"], {})
        assert "newt" in those.why["newt"]
    assert list(tmp_path.iterdir()) == []


def test_a_fetched_file_is_checked_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetched, "KEPT", tmp_path / "kept")
    source = tmp_path / "pond.txt"
    source.write_text("a pond")
    good, asked = fetched.sha256_of(source), []

    def get(address: str, to: Path) -> None:
        asked.append(address)
        to.write_text("a pond")

    for _ in range(2):
        assert fetched.fetched("https://example.org/pond.txt", good, get=get).read_text() == "a pond"
    assert len(asked) == 1
    (tmp_path / "kept" / "pond.txt").write_text("a swamp")
    with pytest.raises(fetched.Altered, match=r"pond\.txt"):
        fetched.fetched("https://example.org/pond.txt", good, get=get)
    with pytest.raises(fetched.Altered):
        fetched.fetched("https://example.org/other.txt", "0" * 64, get=get)
    assert not (tmp_path / "kept" / "other.txt").exists()


def test_a_number_given_out_again_is_not_taken_for_a_server() -> None:
    assert not runs(os.getpid(), "postgres")


@pytest.mark.services
@pytest.mark.parametrize("ends", ["by force", "not"])
def test_what_was_started_is_found_and_stopped(ends: str, tmp_path: Path) -> None:
    """`make services` whose terminal was closed by force, or that still stands there; `make services-stop`."""
    words = (
        "import pathlib, sys\n"
        "from tests.servers import __main__ as it, together\n"
        f"it.HOME = pathlib.Path({str(tmp_path)!r}); it.PIDS = it.HOME / 'pids.json'\n"
        "together.KINDS = [one for one in together.KINDS if one[0] in ('redis', 'smtp')]\n"
        "sys.exit(it.stop() if sys.argv[1:] else it.start())"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    first = subprocess.Popen(
        [sys.executable, "-c", words], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    for line in first.stdout:
        if "Ctrl-C" in line:
            break
    told = (tmp_path / "env").read_text()
    assert "TADPOLE_REDIS_URL=redis://127.0.0.1:" in told and "TADPOLE_EMAIL_URL=" in told
    assert (tmp_path / "env").stat().st_mode & 0o077 == 0
    if ends == "by force":
        first.kill()
        first.wait()
    redis = Redis(tmp_path, port=int(told.partition("redis://127.0.0.1:")[2].partition("/")[0]))
    assert redis.answers()
    subprocess.run([sys.executable, "-c", words, "stop"], env=environment, cwd=ROOT, check=True, capture_output=True)
    assert first.wait(30) in {0, -signal.SIGKILL}
    first.stdout.close()
    assert not redis.answers()
    assert not (tmp_path / "pids.json").exists()
