"""Which server answers pages at the least cost: requests for each second of a core's time, all processes of the server counted.

Time of a core, not of a clock: a machine that is busy with other things gives the same ratios.
"""

import http.client
import json
import os
import sys
import threading
import time
import urllib.error
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import load
from tests.servers.migrated import fresh_database
from tests.servers.postgres import Postgres
from tests.servers.process import ROOT, Server
from tests.servers.redis import Redis
from tests.standing import environment_of

pytestmark = [pytest.mark.bench, pytest.mark.services]
REQUESTS = {"hello": 600, "thread": 60}
ROUNDS = 2
ANSWERS = """
from community.threads.actions import reply
from community.threads.models import Thread
for n in range(19):
    reply(by=people[n % len(people)], thread=threads[0], text="看孩子准备好没有。**中午**加，一天一次。", photos=())
"""
GRANIAN = ["-m", "granian", "--no-log", "--no-ws", "--http", "1"]
SERVERS = {
    "uvicorn, ASGI": ["-m", "uvicorn", "--log-level", "error", "--no-access-log", "tests.bench.served:asgi"],
    "granian, ASGI": [*GRANIAN, "--interface", "asgi", "tests.bench.served:asgi"],
    "granian, WSGI": [*GRANIAN, "--interface", "wsgi", "--blocking-threads", "8", "tests.bench.served:wsgi"],
}


class Candidate(Server):
    """One server process (and its workers) on the bench's applications."""

    seconds_to_start = 120.0

    def __init__(self, folder: Path, name: str, words: list[str], environment: dict[str, str]) -> None:
        self.name = name
        super().__init__(folder)
        self.words, self.given = words, environment

    def command(self) -> list[str]:
        return [sys.executable, *self.words, "--host", "127.0.0.1", "--port", str(self.port)]

    def environment(self) -> dict[str, str]:
        return {**self.given, "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", "DJANGO_SETTINGS_MODULE": "tests.bench.served"}

    def answers(self) -> bool:
        try:
            return ask(self.port, "/hello/", 1) == 200
        except (OSError, http.client.HTTPException, urllib.error.URLError):
            return False

    def core_seconds(self) -> float:
        """Time of a core that all processes of this server have had."""
        assert self.process is not None
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[2]) == self.process.pid:  # its process group
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def ask(port: int, path: str, times: int) -> int:
    """The last answer's status; one connection for all."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    status = 0
    for _ in range(times):
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept": "text/html"})
        answer = connection.getresponse()
        answer.read()
        status = answer.status
        assert status == 200, (path, status)
    connection.close()
    return status


def cost(one: Candidate, path: str, times: int) -> float:
    """Requests for each second of a core, four people asking at once."""
    before = one.core_seconds()
    people = [threading.Thread(target=ask, args=(one.port, path, times // 4)) for _ in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    time.sleep(0.1)
    return times / (one.core_seconds() - before)


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    tmp_path.chmod(0o755)
    postgres, redis = Postgres(tmp_path), Redis(tmp_path)
    try:
        servers = {"TADPOLE_DATABASE_URL": postgres.start().address, "TADPOLE_REDIS_URL": redis.start().address}
        made = environment_of(servers, tmp_path / "home", "http://localhost:8000")
        yield {**made, "TADPOLE_DATABASE_URL": fresh_database(made)}
    finally:
        postgres.stop()
        redis.stop()


def test_servers_beside_each_other(environment: dict[str, str], tmp_path: Path) -> None:
    known = json.loads(load.make_people(environment, 4, ANSWERS))
    pages = {"hello": "/hello/", "thread": f"/t/{known['threads'][0]}/"}
    candidates = [Candidate(tmp_path, name, words, environment) for name, words in SERVERS.items()]
    found: dict[tuple[str, str], float] = {}
    try:
        for one in candidates:
            one.start()
            for path in pages.values():
                ask(one.port, path, 10)
        for _ in range(ROUNDS):
            for one in candidates:
                for page, path in pages.items():
                    key = (one.name, page)
                    found[key] = max(found.get(key, 0), cost(one, path, REQUESTS[page]))
    finally:
        for one in candidates:
            one.kill()
    print("\nRequests for each second of a core; signed out, PostgreSQL, best of", ROUNDS)
    for (name, page), each in found.items():
        print(f"  {page:<7} {name:<14} {each:7.0f}/s  ratio {each / found['uvicorn, ASGI', page]:5.2f}")
    assert len(found) == len(SERVERS) * len(pages)
