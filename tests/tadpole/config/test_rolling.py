"""The site is restarted under load, one process after the other: no request fails, no post is lost."""

import json
import sys
import threading
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from tests import load
from tests.servers.postgres import Postgres
from tests.servers.redis import Redis
from tests.standing import Process, Standing, restart, standing

pytestmark = [pytest.mark.services, pytest.mark.long(50)]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Of this module alone, and durable: what was acknowledged has to be on the disk."""
    folder = tmp_path_factory.mktemp("servers")
    folder.chmod(0o755)
    postgres, redis = Postgres(folder, durable=True), Redis(folder)
    try:
        postgres.start()
        redis.start()
        yield {"TADPOLE_DATABASE_URL": postgres.address, "TADPOLE_REDIS_URL": redis.address}
    finally:
        postgres.stop()
        redis.stop()


def restarted(servers: dict[str, str], folder: Path, *, people: int, seconds: float, posts: int = 0) -> load.Outcome:
    """Load for so long and until so many posts are acknowledged; meanwhile every web process is stopped and started, one after the other."""
    with standing(servers, folder) as site:
        known = json.loads(load.make_people(site.environment, people))
        outcomes: list[load.Outcome] = []
        going = threading.Thread(
            target=lambda: outcomes.append(
                load.run(site.origin, known["emails"], known["threads"], seconds=seconds, posts=posts)
            )
        )
        going.start()
        took = [round(restart(one), 1) for one in in_turn(site, going)]
        going.join(max(seconds, load.PATIENCE) + 120)
        [outcome] = outcomes
        load.look_up(outcome, site.environment["TADPOLE_DATABASE_URL"])
        sys.stdout.write(f"\n{people} people, restarts that took {took} s: {outcome}\n")
        return outcome


def in_turn(site: Standing, going: threading.Thread) -> Iterator[Process]:
    """Each web process once, then on and on as long as there is load."""
    yield from site.web
    for one in cycle(site.web):
        if not going.is_alive():
            return
        yield one


def test_nobody_notices_a_restart(servers: dict[str, str], tmp_path: Path) -> None:
    outcome = restarted(servers, tmp_path, people=4, seconds=15, posts=4)
    assert outcome.failed == [], outcome
    assert (outcome.lost, outcome.twice) == (0, 0), outcome
    assert len(outcome.acknowledged) >= 4, f"too slow to say anything: {outcome}"


@pytest.mark.bench
def test_nobody_notices_a_minute_of_restarts(servers: dict[str, str], tmp_path: Path) -> None:
    outcome = restarted(servers, tmp_path, people=8, seconds=60)
    assert (outcome.failed, outcome.lost, outcome.twice) == ([], 0, 0)
