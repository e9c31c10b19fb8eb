"""The four kinds of processes, as real ones: of two beats one ticks, what is in hand is ended."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import load
from tests.faults.recovery import note, until
from tests.servers.postgres import Postgres
from tests.servers.redis import Redis
from tests.standing import Standing, standing

pytestmark = [pytest.mark.services, pytest.mark.long(50)]


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    folder = tmp_path_factory.mktemp("postgres")
    folder.chmod(0o755)
    server = Postgres(folder, durable=True)
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture(scope="module")
def servers(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("redis")
    folder.chmod(0o755)
    redis = Redis(folder)
    try:
        redis.start()
        yield {"TADPOLE_DATABASE_URL": postgres.address, "TADPOLE_REDIS_URL": redis.address}
    finally:
        redis.stop()


@pytest.fixture(scope="module")
def site(servers: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """One process, which answers."""
    folder = tmp_path_factory.mktemp("site")
    folder.chmod(0o755)
    with standing(servers, folder, web=1, sockets=0, workers=(), beats=0) as stands:
        yield stands


@pytest.fixture
def two_beats(servers: dict[str, str], tmp_path: Path) -> Iterator[Standing]:
    """New ones: a database that was away before could have had them change places."""
    tmp_path.chmod(0o755)
    with standing(servers, tmp_path, web=0, sockets=0, workers=(), beats=2) as stands:
        yield stands


def ticks(beats: Standing, number: int) -> int:
    return beats.log(f"beat-{number}").count("Sending due task")


def test_of_two_beats_one_ticks_and_the_other_takes_over(two_beats: Standing) -> None:
    said = [two_beats.log(f"beat-{number}") for number in (0, 1)]
    first = 0 if "beat ticks" in said[0] else 1
    second = 1 - first
    assert "beat ticks" in said[first] and "beat stands by" in said[second]
    until(lambda: ticks(two_beats, first) > 0)
    assert ticks(two_beats, second) == 0
    two_beats.beats[first].kill()
    note("beat killed, another stands by", until(lambda: ticks(two_beats, second) > 0))
    sent = ticks(two_beats, first)
    two_beats.beats[first].start()
    assert "beat stands by" in two_beats.log(f"beat-{first}")[two_beats.beats[first].began :]
    assert ticks(two_beats, first) == sent


def test_what_is_in_hand_is_answered_before_a_web_process_ends(site: Standing, postgres: Postgres) -> None:
    """A page that waits for a lock; meanwhile its process is told to stop."""
    import psycopg

    [web] = site.web
    answers: list[int] = []
    browser = load.Browser(site.origin, load.Outcome(), threading.Lock())
    with psycopg.connect(site.environment["TADPOLE_DATABASE_URL"]) as holder:
        holder.execute("LOCK TABLE threads_thread IN ACCESS EXCLUSIVE MODE")
        reading = threading.Thread(target=lambda: answers.append(browser.ask("GET", "/t/999999/")[0]))
        reading.start()
        waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        until(lambda: bool(postgres.ask(waiting)))
        web.hang_up()
        time.sleep(4)  # longer than it leaves: it has closed by now, but for what is in hand
        assert web.alive and not answers
    reading.join(30)
    assert answers == [404]
    until(lambda: not web.alive)
    assert web.process is not None and web.process.returncode == 0
    web.start()
