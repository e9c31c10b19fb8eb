"""One server process: started in a folder on a free port, waited for, stopped, killed, paused, started again."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import IO, Self

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "services"
"""What was fetched or built for these servers, once for every run."""


class Missing(RuntimeError):
    """This machine has not got what the server needs; the message names it."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def free(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0


def program(name: str, *elsewhere: str, package: str) -> str:
    """Where a program is; `Missing` names the Debian package that brings it."""
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", *elsewhere]))
    if not found:
        raise Missing(f"{name} (Debian package {package})")
    return found


class Server(ABC):
    """What every server has. A kind of its own says `command`, and perhaps `prepare`, `answers` and `ordinary_user`."""

    name = "server"
    ordinary_user = False
    """Whether it refuses to run as root."""
    seconds_to_start = 30.0

    def __init__(self, folder: Path, *, port: int | None = None) -> None:
        self.folder = folder / self.name
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """What is started."""

    def prepare(self) -> None:  # noqa: B027  most have nothing to prepare
        """Once, before the first start."""

    def answers(self) -> bool:
        """Whether it does its work, not merely listens."""
        with socket.socket() as one:
            one.settimeout(1)
            return one.connect_ex(("127.0.0.1", self.port)) == 0

    def environment(self) -> dict[str, str]:
        return {}

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start(self) -> Self:
        """Start and wait until it answers; at once when it runs."""
        if self.process is not None and self.process.poll() is None:
            return self
        if not self.folder.exists():
            self.folder.mkdir(parents=True)
            self.own()
            try:
                self.prepare()
            except BaseException:
                shutil.rmtree(self.folder)  # half a folder would pass for a whole one at the next start
                raise
            self.own()
        with self.log.open("ab") as log:
            self.process = self.run(self.command(), log)
        until = time.monotonic() + self.seconds_to_start
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError(f"{self.name} did not start:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.05)
        return self

    def run(self, command: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self.as_user(), *command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env={**os.environ, **self.environment()},
            start_new_session=True,
        )

    def as_user(self) -> list[str]:
        """Root becomes nobody for servers that refuse root, and may still pass through folders that only root may."""
        if os.geteuid() != 0 or not self.ordinary_user:
            return []
        who = pwd.getpwnam("nobody")
        caps = "+dac_override,+dac_read_search"
        return [
            *("setpriv", f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"),
            *(f"--inh-caps={caps}", f"--ambient-caps={caps}"),
        ]

    def own(self) -> None:
        """Give the folder to the user that the server runs as."""
        if os.geteuid() == 0 and self.ordinary_user:
            who = pwd.getpwnam("nobody")
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, who.pw_uid, who.pw_gid, follow_symlinks=False)

    stop_signal = signal.SIGTERM

    def stop(self, seconds: float = 20) -> None:
        """End it as an operator does; its folder stays, so that it can be started again."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGCONT)
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it, with all its children, as a power cut does."""
        if self.process is not None:
            for one in (signal.SIGCONT, signal.SIGKILL):
                try:
                    os.killpg(self.process.pid, one)
                except ProcessLookupError:
                    break
            self.process.wait()
            until = time.monotonic() + 5
            while time.monotonic() < until and self.answers():  # its children hold the port a moment longer
                time.sleep(0.02)

    def pause(self) -> None:
        """It takes connections and never answers."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGCONT)
