"""Servers end with the run that started them, also when it is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers.guard import alive, working_in
from tests.servers.process import ROOT

STARTS = """
import sys, time
from pathlib import Path
from tests.servers.guard import guarded
from tests.servers.redis import Redis
folder = Path(sys.argv[1])
guarded(folder)
print(Redis(folder).start().process.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.services
def test_a_killed_run_leaves_no_server(tmp_path: Path) -> None:
    folder = tmp_path / "servers"
    folder.mkdir()
    run = subprocess.Popen([sys.executable, "-c", STARTS, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    server = int(run.stdout.readline())
    assert alive(server) and server in working_in(folder)
    time.sleep(1)
    assert alive(server), "the guard must not end what is still wanted"
    run.send_signal(signal.SIGKILL)
    run.wait(10)
    until = time.monotonic() + 30
    while (alive(server) or folder.exists()) and time.monotonic() < until:
        time.sleep(0.1)
    assert not alive(server) and not folder.exists()


def test_who_is_gone_is_not_alive() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    while alive(gone.pid):  # it ends, and is a zombie until it is waited for
        time.sleep(0.01)
    gone.wait()
    assert not alive(gone.pid) and alive(os.getpid())
