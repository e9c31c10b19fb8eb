"""The site as a process of its own: real uvicorn, sockets and tasks, on a home and port of its own."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import database

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class RunningSite:
    """Where it answers and where its files are. Passkeys need the name localhost."""

    origin: str
    home: Path
    log: Path

    def last_code(self) -> str:
        """The newest sign-in code that the site printed as mail; waits for one, mails are sent behind the request."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            log = self.log.read_text(encoding="utf-8")
            if found := re.findall(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", log, re.MULTILINE):
                return str(found[-1])
            time.sleep(0.05)
        raise AssertionError("no code was printed")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(home: Path, *, source: Path | None = None) -> Iterator[RunningSite]:
    """Serve from `home`: a copy of the folder `source` (a seeded home), or of the migrated empty database."""
    home.mkdir(parents=True, exist_ok=True)
    if source is not None:
        shutil.copytree(source, home, dirs_exist_ok=True)
    else:
        database.fresh_copy(home / "tadpole.sqlite3")
    port = free_port()
    site = RunningSite(f"http://localhost:{port}", home, home / "server.log")
    environment = {
        **os.environ,
        "TADPOLE_HOME": str(home),
        "TADPOLE_ORIGIN": site.origin,
        "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.embedded",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "manage.py", "serve", "--no-seed", "--port", str(port)]
    with site.log.open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_until_it_answers(site, process)
            yield site
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_until_it_answers(site: RunningSite, process: subprocess.Popen[bytes], seconds: int = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{site.origin}/static/ui/favicon.svg", timeout=2).close()
            return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"the site did not start:\n{site.log.read_text(encoding='utf-8')[-4000:]}")
