"""Processes that die: a web process with requests in hand, a worker inside a task, and what two beats do."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tests.faults.recovery import note, until
from tests.faults.stand import Stand
from tests.standing import Process

pytestmark = [pytest.mark.services, pytest.mark.long(200)]
WAITS = "pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@contextmanager
def held(site: Stand, table: str) -> Iterator[None]:
    """Whoever touches the table waits as long as this lasts."""
    with psycopg.connect(site.site.environment["TADPOLE_DATABASE_URL"]) as holder:
        holder.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield


def kill_children(one: Process) -> None:
    """As the kernel does when there is no memory left: those that do the work die, not who started them."""
    assert one.process is not None
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(one.process.pid)], capture_output=True, text=True)
    for pid in told.stdout.split():
        os.kill(int(pid), signal.SIGKILL)


def test_a_post_in_hand_of_a_web_process_that_is_killed_was_not_taken_and_is_sent_again(site: Stand) -> None:
    """Of both at once: nobody else can be asked, and nobody starts them but their own parents."""
    reader = site.reader()
    form = reader.form()
    words = "被打断的回答 一百"
    statuses: list[int] = []
    with held(site, "threads_post"):
        sending = threading.Thread(target=lambda: statuses.append(reader.answer(words, form)))
        sending.start()
        until(lambda: site.count(WAITS))
        for one in site.site.web:
            kill_children(one)
        died = time.monotonic()
        sending.join(60)
    assert statuses == [502]
    until(lambda: reader.open() == 200)
    note("web worker killed", time.monotonic() - died)
    assert words not in reader.seen
    assert reader.answer(words, form) == 302
    site.is_whole([words])


def test_a_web_process_that_is_killed_costs_those_it_was_answering_and_nobody_else(site: Stand) -> None:
    with site.load() as load:
        load.goes_on()
        site.site.web[0].kill()
        load.goes_on()
        site.site.web[0].start()
    assert all("POST" in one for one in load.failed), "a reading is asked of the other process"
    assert len(load.failed) <= len(load.readers)
    site.is_whole(load.acknowledged)


def test_what_a_killed_worker_had_in_hand_another_does(site: Stand) -> None:
    reader, [worker] = site.reader(1), site.site.workers
    form = reader.form()
    with held(site, "notifications_notice"):
        assert reader.answer("有人要知道的回答", form) == 302
        until(lambda: site.count(f"{WAITS} AND query LIKE '%notifications_notice%'"))
        worker.kill()
    assert site.waiting() > 0
    before = site.count("notifications_notice WHERE kind = 'reply'")
    worker.start()
    note("worker killed", site.is_whole(reader.outcome.acknowledged))
    assert site.count("notifications_notice WHERE kind = 'reply'") == before + 1


def test_a_task_whose_process_is_killed_is_done_by_the_next(site: Stand) -> None:
    """The worker itself lives: it puts a new one in the place of the one that the kernel took."""
    reader, [worker] = site.reader(1), site.site.workers
    form, before = reader.form(), site.count("notifications_notice WHERE kind = 'reply'")
    with held(site, "notifications_notice"):
        assert reader.answer("又一个有人要知道的回答", form) == 302
        until(lambda: site.count(f"{WAITS} AND query LIKE '%notifications_notice%'"))
        kill_children(worker)
        died = time.monotonic()
    site.is_whole(reader.outcome.acknowledged)
    note("task killed", time.monotonic() - died)
    assert site.count("notifications_notice WHERE kind = 'reply'") == before + 1
