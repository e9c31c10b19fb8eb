"""The site is restarted under load, one process after the other: no request fails, no post is lost."""

import sys
import threading
from collections.abc import Iterator
from itertools import cycle

import pytest

from tests import load
from tests.faults.stand import Stand
from tests.standing import Process, Standing, restart

pytestmark = [pytest.mark.services, pytest.mark.long(200)]


def restarted(site: Stand, *, people: int, seconds: float, posts: int = 0) -> load.Outcome:
    """Load for so long and until so many posts are acknowledged; meanwhile every web process is stopped and started, one after the other."""
    outcomes: list[load.Outcome] = []
    going = threading.Thread(
        target=lambda: outcomes.append(
            load.run(site.site.origin, site.emails[:people], site.threads, seconds=seconds, posts=posts)
        )
    )
    going.start()
    took = [round(restart(one), 1) for one in in_turn(site.site, going)]
    going.join(max(seconds, load.PATIENCE) + 120)
    [outcome] = outcomes
    load.look_up(outcome, site.site.environment["TADPOLE_DATABASE_URL"])
    sys.stdout.write(f"\n{people} people, restarts that took {took} s: {outcome}\n")
    return outcome


def in_turn(site: Standing, going: threading.Thread) -> Iterator[Process]:
    """Each web process once, then on and on as long as there is load."""
    yield from site.web
    for one in cycle(site.web):
        if not going.is_alive():
            return
        yield one


def test_nobody_notices_a_restart(site: Stand) -> None:
    outcome = restarted(site, people=4, seconds=15, posts=4)
    assert outcome.failed == [], outcome
    assert (outcome.lost, outcome.twice) == (0, 0), outcome
    assert len(outcome.acknowledged) >= 4, f"too slow to say anything: {outcome}"


@pytest.mark.bench
def test_nobody_notices_a_minute_of_restarts(site: Stand) -> None:
    outcome = restarted(site, people=8, seconds=60)
    assert (outcome.failed, outcome.lost, outcome.twice) == ([], 0, 0)
