"""PostgreSQL and Redis that are spoken to over a network: certificates are looked at, and a machine that is gone is noticed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers.papers import Papers
from tests.servers.postgres import Postgres
from tests.servers.redis import Redis
from tests.tadpole.config.test_services import ADDRESSES, ROOT

pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return Papers.made(tmp_path_factory.mktemp("papers"))


class TlsPostgres(Postgres):
    """Takes nobody who does not speak TLS."""

    papers: Papers

    def prepare(self) -> None:
        super().prepare()
        for name, source in (("server.crt", self.papers.certificate), ("server.key", self.papers.key)):
            (self.data / name).write_bytes(source.read_bytes())
            (self.data / name).chmod(0o600)
        (self.data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 trust\n")


class TlsRedis(Redis):
    papers: Papers

    def command(self) -> list[str]:
        own = self.papers
        tls = {"tls-port": self.port, "tls-cert-file": own.certificate, "tls-key-file": own.key}
        more = {**tls, "tls-ca-cert-file": own.certificate, "tls-auth-clients": "no", "port": 0}
        return [*super().command(), *(part for name, value in more.items() for part in (f"--{name}", str(value)))]

    def database(self, number: int) -> str:
        return self.believing(self.papers.certificate, number)

    def believing(self, whom: Path, number: int = 0) -> str:
        return f"rediss://127.0.0.1:{self.port}/{number}?ssl_ca_certs={whom}"


@pytest.fixture(scope="module")
def postgres(papers: Papers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TlsPostgres]:
    server = TlsPostgres(tmp_path_factory.mktemp("tls"), settings={"ssl": "on"})
    server.papers = papers
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def redis(papers: Papers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TlsRedis]:
    server = TlsRedis(tmp_path_factory.mktemp("tls"))
    server.papers = papers
    server.start()
    yield server
    server.stop()


def answered(script: str, home: Path, **environment: str) -> Any:
    """What a process of the services profile prints last."""
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{script}"],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.services",
            "TADPOLE_HOME": str(home),
            **ADDRESSES,
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


THREE_WAYS = """
import json, socket, subprocess
from contextlib import suppress
from django.db import Error, connection
from tadpole.config.clock import Lock
from tadpole.config.keeping.postgres import environment, program

def limits(given):
    with socket.socket(fileno=socket.dup(given.fileno())) as line:
        names = (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT, socket.TCP_USER_TIMEOUT)
        return [line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)] + [line.getsockopt(6, one) for one in names]

connection.settings_dict["OPTIONS"]["pool"]["timeout"] = 2
found, ways, lock = {}, {}, Lock()
with suppress(Error):
    connection.ensure_connection()
    ways["site"] = connection.connection
if lock.held():
    ways["beat"] = lock.connection
for name, way in ways.items():
    found[name] = [way.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone()[0], limits(way)]
found["tools"] = subprocess.run([program("psql"), "-c", "SELECT 1"], env=environment(), capture_output=True).returncode
print(json.dumps(found))
"""
GONE_AFTER = [1, 5, 5, 3, 15_000]


def test_the_site_beat_and_the_tools_of_backups_look_at_the_certificate(
    postgres: TlsPostgres, papers: Papers, tmp_path: Path
) -> None:
    def ways(whom: Path) -> dict[str, Any]:
        address = f"{postgres.address}?sslmode=verify-full&sslrootcert={whom}"
        found: dict[str, Any] = answered(THREE_WAYS, tmp_path, TADPOLE_DATABASE_URL=address)
        return found

    assert ways(papers.certificate) == {"site": [True, GONE_AFTER], "beat": [True, GONE_AFTER], "tools": 0}
    assert ways(papers.stranger) == {"tools": 2}, "nobody gets through to a stranger"


def test_what_an_address_says_of_a_connection_counts_before_what_we_say(tmp_path: Path) -> None:
    address = (
        f"{ADDRESSES['TADPOLE_DATABASE_URL']}?keepalives_idle=60&options=-c%20search_path%3Dpond&connect_timeout=2"
    )
    options = answered(
        "import json; from django.conf import settings; print(json.dumps(settings.DATABASES['default']['OPTIONS']))",
        tmp_path,
        TADPOLE_DATABASE_URL=address,
    )
    assert (options["keepalives_idle"], options["keepalives_count"], options["connect_timeout"]) == (60, 3, 2)
    assert options["options"].startswith("-c statement_timeout=30000 ")
    assert options["options"].endswith(" -c search_path=pond")


NUDGED = """
import json
from kombu.exceptions import OperationalError
from tadpole.config.celery import app
try:
    with app.connection_for_write() as line:
        line.ensure_connection(max_retries=1, timeout=3)
    print(json.dumps("connected"))
except OperationalError as problem:
    print(json.dumps(str(problem)))
"""


def test_tasks_are_given_to_a_redis_whose_certificate_is_known(redis: TlsRedis, papers: Papers, tmp_path: Path) -> None:
    def nudged(address: str) -> str:
        return str(answered(NUDGED, tmp_path, TADPOLE_REDIS_URL=address))

    assert nudged(redis.address) == "connected"
    assert "certificate verify failed" in nudged(redis.believing(papers.stranger))
    assert "certificate verify failed" in nudged(redis.address.partition("?")[0]), "nobody is vouched for by default"
