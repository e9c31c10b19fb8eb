"""Ends servers when whoever started them is gone, however it went: `python -m tests.servers.guard PID FOLDER`.

A run that is killed stops nothing itself. This process waits for its end, kills every process that works in the folder
and takes the folder away.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.servers.process import ROOT


def guarded(folder: Path) -> "subprocess.Popen[bytes]":
    """Watch over what this process starts in `folder`."""
    command = [sys.executable, "-m", "tests.servers.guard", str(os.getpid()), str(folder)]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdin=subprocess.DEVNULL)


def watch(owner: int, folder: Path) -> None:
    while alive(owner) and folder.exists():
        time.sleep(0.5)
    while left := working_in(folder):
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
    shutil.rmtree(folder, ignore_errors=True)


def alive(pid: int) -> bool:
    """Whether it runs; one that ended and was not waited for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def working_in(folder: Path) -> list[int]:
    """Processes whose working directory is the folder or inside it: every server is started there."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if path.readlink().is_relative_to(folder):
                found.append(int(path.parent.name))
    return found


if __name__ == "__main__":
    watch(int(sys.argv[1]), Path(sys.argv[2]))
