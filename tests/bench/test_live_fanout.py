"""500 viewers, 20 comments a second: our hub beside stock group_send in the same run."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.servers.redis import Redis

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


@contextmanager
def serving(app: str, count: int, radio: str) -> Iterator[list[tuple[int, int]]]:
    """So many servers on one core; their (port, process id)."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/site:{ROOT}:{HERE}", "BENCH_RADIO": radio}
    ports = [free_port() for _ in range(count)]
    serve = [sys.executable, "-m", "uvicorn", f"live_apps:{app}", *PLAIN, "--port"]
    servers = [subprocess.Popen([*serve, str(one)], cwd=ROOT, env=environment, preexec_fn=pinned(1)) for one in ports]
    try:
        for port, server in zip(ports, servers, strict=True):
            wait_for(port, server)
        yield [(port, server.pid) for port, server in zip(ports, servers, strict=True)]
    finally:
        for server in servers:
            server.kill()
            server.wait()


def measured(app: str, *, processes: int = 1, redis: Redis | None = None) -> dict[str, float]:
    """Run servers and their viewers; what arrived, and the processor time of all servers (Redis too) while it did."""
    with serving(app, processes, redis.address if redis else "") as servers:
        ports = ",".join(str(port) for port, _pid in servers)
        pids = [pid for _port, pid in servers]
        if redis is not None and redis.process is not None:
            pids.append(redis.process.pid)
        crowd = subprocess.Popen(
            [sys.executable, str(HERE / "live_viewers.py"), ports, *(str(one) for one in (VIEWERS, RATE, SECONDS))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=pinned(0),
        )
        try:
            assert crowd.stdout is not None
            assert crowd.stdin is not None
            assert crowd.stdout.readline().strip() == "READY"
            before = sum(cpu_seconds(pid) for pid in pids)
            crowd.stdin.write("\n")
            crowd.stdin.flush()
            found: dict[str, float] = json.loads(crowd.stdout.readline().removeprefix("RESULT "))
            found["cpu"] = max(sum(cpu_seconds(pid) for pid in pids) - before, 1 / TICKS_A_SECOND)
            found["per_cpu_second"] = found["delivered"] / found["cpu"]
            return found
        finally:
            crowd.kill()
            crowd.wait()


def told(name: str, one: dict[str, float]) -> None:
    print(
        f"  {name:<6} {one['per_cpu_second']:>10,.0f} deliveries per CPU-second   "
        f"delivered {one['delivered'] / one['wanted']:>6.1%}   server {one['cpu'] / one['seconds']:>5.0%} of a core   "
        f"p50 {one['p50']:>7.1f} ms   p99 {one['p99']:>7.1f} ms   {one['frames']:,.0f} frames"
    )


def test_our_hub_against_stock_group_send() -> None:
    found = {app: measured(app) for app in ("ours", "stock")}
    print(f"\n{VIEWERS} viewers, {RATE} comments/s for {SECONDS} s")
    for app, one in found.items():
        told(app, one)
    ratio = found["ours"]["per_cpu_second"] / found["stock"]["per_cpu_second"]
    print(f"  ratio  {ratio:.1f}×")
    assert found["ours"]["delivered"] == found["ours"]["wanted"]
    assert ratio > 5


def test_two_processes_and_redis_against_one_without(tmp_path: Path) -> None:
    redis = Redis(tmp_path).start()
    try:
        one, two = measured("ours"), measured("ours", processes=2, redis=redis)
    finally:
        redis.kill()
    print(f"\n{VIEWERS} viewers, {RATE} comments/s for {SECONDS} s; CPU of Redis included")
    told("one", one)
    told("two", two)
    print(f"  CPU per delivery: {one['per_cpu_second'] / two['per_cpu_second']:.2f}× of one process")
    assert two["delivered"] == two["wanted"], "every viewer of both processes hears every comment, once"
