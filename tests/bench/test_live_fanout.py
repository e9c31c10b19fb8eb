"""500 viewers, 20 comments a second: our hub beside stock group_send in the same run."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.bench
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VIEWERS, RATE, SECONDS = 500, 20, 8
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
PLAIN = [
    "--ws",
    "websockets-sansio",
    "--lifespan",
    "off",
    "--log-level",
    "critical",
    "--ws-per-message-deflate",
    "false",
]


def cpu_seconds(pid: int) -> float:
    """User and system time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the bench's server did not start")


def pinned(core: int) -> Any:
    """The server has a core of its own and the viewers another, where there are two."""
    cores = sorted(os.sched_getaffinity(0))
    return lambda: os.sched_setaffinity(0, {cores[core % len(cores)]})


def measured(app: str, *, viewers: int = VIEWERS, rate: float = RATE, seconds: float = SECONDS) -> dict[str, float]:
    """Run one server and its viewers; what arrived, and what the server's processor time was while it did."""
    port = free_port()
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/site:{ROOT}:{HERE}"}
    serve = [sys.executable, "-m", "uvicorn", f"live_apps:{app}", "--port", str(port), *PLAIN]
    server = subprocess.Popen(serve, cwd=ROOT, env=environment, preexec_fn=pinned(1))
    crowd = None
    try:
        wait_for(port, server)
        arguments = [str(one) for one in (port, viewers, rate, seconds)]
        crowd = subprocess.Popen(
            [sys.executable, str(HERE / "live_viewers.py"), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=pinned(0),
        )
        assert crowd.stdout is not None
        assert crowd.stdin is not None
        assert crowd.stdout.readline().strip() == "READY"
        before = cpu_seconds(server.pid)
        crowd.stdin.write("\n")
        crowd.stdin.flush()
        line = crowd.stdout.readline()
        found: dict[str, float] = json.loads(line.removeprefix("RESULT "))
        found["cpu"] = max(cpu_seconds(server.pid) - before, 1 / TICKS_A_SECOND)
        found["per_cpu_second"] = found["delivered"] / found["cpu"]
        return found
    finally:
        for process in (crowd, server):
            if process is not None:
                process.send_signal(signal.SIGKILL)
                process.wait()


def test_our_hub_against_stock_group_send() -> None:
    found = {app: measured(app) for app in ("ours", "stock")}
    print(f"\n{VIEWERS} viewers, {RATE} comments/s for {SECONDS} s")
    for app, one in found.items():
        print(
            f"  {app:<6} {one['per_cpu_second']:>10,.0f} deliveries per CPU-second   "
            f"delivered {one['delivered'] / one['wanted']:>6.1%}   server {one['cpu'] / one['seconds']:>5.0%} of a core   "
            f"p50 {one['p50']:>7.1f} ms   p99 {one['p99']:>7.1f} ms   {one['frames']:,.0f} frames"
        )
    ratio = found["ours"]["per_cpu_second"] / found["stock"]["per_cpu_second"]
    print(f"  ratio  {ratio:.1f}×")
    assert found["ours"]["delivered"] == found["ours"]["wanted"]
    assert ratio > 5
