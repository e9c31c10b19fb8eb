"""A clock on the wall that can be set, for every Python process that finds this on its path: the file TADPOLE_TEST_CLOCK
holds the seconds by which it is wrong. What measures durations (the monotonic clock) runs on, as on a real machine.
Beside it each process keeps a file with its number, which holds the seconds that it lives by.
"""

import contextlib
import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

FILE = Path(os.environ.get("TADPOLE_TEST_CLOCK", "/nowhere"))


wrong, travel = 0.0, None
"""What this process lives by; its children take it over."""


def follow() -> None:
    """Look ten times a second."""
    global wrong, travel
    say()
    while True:
        told = wrong
        with contextlib.suppress(OSError, ValueError):
            told = float(FILE.read_text())
        if told != wrong:
            wrong = told
            if travel is not None:
                travel.stop()
            travel = None
            if wrong:
                import time_machine  # only now: most processes never need it, and some end before it is there

                travel = time_machine.travel(datetime.now(UTC) + timedelta(seconds=wrong), tick=True)
                travel.start()
            say()
        time.sleep(0.1)


def say() -> None:
    with contextlib.suppress(OSError):
        FILE.with_name(f"{FILE.name}.{os.getpid()}").write_text(str(wrong))


def start() -> None:
    threading.Thread(target=follow, daemon=True, name="clock").start()


if "TADPOLE_TEST_CLOCK" in os.environ:
    start()
    os.register_at_fork(after_in_child=start)
