"""A process that is really killed (SIGKILL) between the commit and the nudge loses nothing: the next start's sweep tells it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from pytest_django.plugin import DjangoDbBlocker

from tests import database
from tests.running import ROOT, running

SIGNS_UP_AND_IS_KILLED = """
import os, signal, django
django.setup()
from tadpole.accounts.actions import tell_account_opened
from tadpole.accounts.models import User
from tadpole.events import bus
bus.nudge = lambda deliveries: os.kill(os.getpid(), signal.SIGKILL)
tell_account_opened(by=User.objects.create_user("frog@example.org"))
raise SystemExit("still alive")
"""
PATIENCE = 60
"""Seconds; the sweep looks every ten at what is five seconds late."""


def asked(home: Path, sql: str) -> int:
    connection = sqlite3.connect(home / "tadpole.sqlite3")
    try:
        return int(connection.execute(sql).fetchone()[0])
    finally:
        connection.close()


def test_a_killed_process_loses_nothing(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    with django_db_blocker.unblock():
        database.fresh_copy(before / "tadpole.sqlite3")
    environment = {
        **os.environ,
        "TADPOLE_HOME": str(before),
        "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.embedded",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
    }
    died = subprocess.run(
        [sys.executable, "-c", SIGNS_UP_AND_IS_KILLED], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    waiting = "select count(*) from events_delivery where done_at is null"
    assert asked(before, waiting) > 0
    assert asked(before, "select count(*) from profiles_profile") == 0
    with running(after, source=before):
        until = time.monotonic() + PATIENCE
        while asked(after, waiting) and time.monotonic() < until:
            time.sleep(0.3)
    assert asked(after, waiting) == 0
    assert asked(after, "select count(*) from profiles_profile") == 1
