"""`python -m tests.servers`: everything the services profile needs, for development, until Ctrl-C. `… stop` ends what was left.

Folders and ports are kept in `var/services/development`: what you wrote into the database yesterday is there today.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shlex
import signal
import sys
import threading
import time
from pathlib import Path

from tests.servers.process import KEPT
from tests.servers.together import Together

HOME = KEPT / "development"
PIDS = HOME / "pids.json"


def start() -> int:
    """Start, tell the addresses, wait for Ctrl-C, stop. 1 with CI=true when something is missing."""
    HOME.mkdir(parents=True, exist_ok=True)
    held = (HOME / "starter").open("a+")
    if starter() or any(runs(pid, name) for pid, name in left()):
        say("They run already. Stop them with `make services-stop`.")
        return 1
    fcntl.flock(held, fcntl.LOCK_EX)
    held.truncate(0)
    held.write(str(os.getpid()))
    held.flush()
    ended = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, lambda *_: ended.set())
    together = Together(HOME, ports=kept_ports())
    try:
        together.start()
        remember(together)
        tell(together)
        if together.missing and os.environ.get("CI") == "true":
            return 1
        while not ended.wait(1):
            for name, server in together.servers.items():
                if server.process is not None and server.process.poll() is not None:
                    say(f"{name} ended by itself; its log is {server.log}. It is started again.")
                    server.start()
                    remember(together)
    finally:
        say("Stopping …")
        together.stop()
        PIDS.unlink(missing_ok=True)
    return 0


def kept_ports() -> dict[str, int]:
    """The ports of last time, so that what holds the addresses needs no change."""
    try:
        return dict(json.loads((HOME / "ports.json").read_text()))
    except (OSError, ValueError):
        return {}


def remember(together: Together) -> None:
    """Write down who runs, where, and the environment to give to the site."""
    pids = {name: one.process.pid for name, one in together.servers.items() if one.process}
    PIDS.write_text(json.dumps(pids))
    (HOME / "ports.json").write_text(json.dumps({name: one.port for name, one in together.servers.items()}))
    lines = [f"export {name}={shlex.quote(value)}\n" for name, value in environment(together).items()]
    file = HOME / "env"
    file.touch(mode=0o600)
    file.write_text("".join(lines))


def environment(together: Together) -> dict[str, str]:
    """Everything `tadpole.config.settings.services` asks for."""
    key = HOME / "secret_key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(50))
    profile = {"DJANGO_SETTINGS_MODULE": "tadpole.config.settings.services", "TADPOLE_SECRET_KEY": key.read_text()}
    return {**profile, "TADPOLE_HOME": str(HOME / "home"), **together.environment()}


def tell(together: Together) -> None:
    for name, server in together.servers.items():
        say(f"  {name:14} {server.address}\n  {'':14} log: {os.path.relpath(server.log)}")  # type: ignore[attr-defined]
    for name, why in together.why.items():
        say(f"  {name:14} NOT HERE, this machine lacks {why}")
    say(f"\nIn another window:  source {HOME / 'env'}\nCtrl-C stops them all.")


def left() -> list[tuple[int, str]]:
    """Processes that an earlier start noted."""
    try:
        return [(int(pid), name) for name, pid in json.loads(PIDS.read_text()).items()]
    except (OSError, ValueError):
        return []


def runs(pid: int, name: str) -> bool:
    """Whether the process noted for a server is still that server: numbers are given out again."""
    try:
        return f"{HOME / name}".encode() in (Path(f"/proc/{pid}/cwd").readlink()).as_posix().encode()
    except OSError:
        return False


def starter() -> int | None:
    """The process that started them and starts again what ends; its lock ends with it."""
    with contextlib.suppress(FileNotFoundError), (HOME / "starter").open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(file.read())
    return None


def stop() -> int:
    """Have whoever started them stop them; end what an earlier start left, politely, then not."""
    if pid := starter():
        say("stopping all")
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + 60
        while starter() and time.monotonic() < until:
            time.sleep(0.1)
    mine = [(pid, name) for pid, name in left() if runs(pid, name)]
    for pid, name in mine:
        say(f"stopping {name}")
        os.kill(pid, signal.SIGINT if name == "postgres" else signal.SIGTERM)
    until = time.monotonic() + 20
    while any(runs(pid, name) for pid, name in mine) and time.monotonic() < until:
        time.sleep(0.1)
    for pid, name in mine:
        if runs(pid, name):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
    PIDS.unlink(missing_ok=True)
    return 0


def say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(stop() if sys.argv[1:] == ["stop"] else start())
