"""The whole site of the services profile as real processes: web, sockets, worker and beat over real servers, nginx in front.

    with standing(servers_env, tmp_path) as site:
        site.web[0].kill()

`servers_env` says where PostgreSQL, Redis and whatever else there is are (TADPOLE_DATABASE_URL, …, as `Server` and
`Together.environment()` give them). The database is made anew, a copy of the migrated one.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tadpole.config import celery
from tests.servers.migrated import fresh_database
from tests.servers.nginx import Nginx
from tests.servers.process import ROOT, Server, free_port

QUEUES = ",".join(celery.QUEUES)
NOBODY = "http://127.0.0.1:9"  # a server that is not there
FRONT = """
    upstream web { zone web 64k; %(web)s }
    upstream sockets { %(sockets)s }
    server {
        listen 127.0.0.1:{port};
        client_max_body_size 200m;
        proxy_http_version 1.1;
        proxy_connect_timeout 2s;
        proxy_next_upstream error timeout http_502;
        location / {
            proxy_pass http://web;
            proxy_set_header Host $http_host;
            proxy_set_header X-Can-Ask-Another 1;
            proxy_set_header Connection "";
        }
        location /ws/ {
            proxy_pass http://sockets;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection upgrade;
        }
    }
"""


class Process(Server):
    """One process of the site. `start`, `stop` (SIGTERM), `kill`, `pause` and `go_on` are those of every server."""

    seconds_to_start = 90.0  # five of them start at once, on machines that may be busy with more

    def __init__(self, folder: Path, name: str, environment: Mapping[str, str], *command: str, listens: bool) -> None:
        self.name = name
        super().__init__(folder)
        self.listens = listens
        self.words = [*command, *(("--port", str(self.port)) if listens else ())]
        self.given = dict(environment)

    def command(self) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *self.words]

    def environment(self) -> dict[str, str]:
        return {**self.given, "PYTHONUNBUFFERED": "1"}

    def answers(self) -> bool:
        """A web or sockets process answers some path; a worker or beat says in its log that it began."""
        if not self.listens:
            said = self.log.read_text(encoding="utf-8", errors="replace")[self.began :]
            return any(words in said for words in ("worker is ready", "beat ticks", "beat stands by"))
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).close()
        except urllib.error.HTTPError:
            return True
        except (OSError, TimeoutError):
            return False
        return True

    began = 0
    """Where in the log this start's words begin."""

    def start(self) -> "Process":
        self.began = len(self.log.read_text(encoding="utf-8", errors="replace")) if self.log.exists() else 0
        super().start()
        return self

    def hang_up(self) -> None:
        """SIGTERM without waiting for the end."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


@dataclass
class Standing:
    """The site that stands. `origin` is nginx's address; it says localhost, as passkeys and http need."""

    origin: str
    home: Path
    environment: dict[str, str]
    front: Nginx = field(init=False)
    """Made last: its words name the processes behind it."""
    web: list[Process] = field(default_factory=list)
    sockets: list[Process] = field(default_factory=list)
    workers: list[Process] = field(default_factory=list)
    beats: list[Process] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Kinds of servers that were not given: what needs them fails as if they were gone."""

    @property
    def beat(self) -> Process:
        return self.beats[0]

    @property
    def processes(self) -> list[Process]:
        return [*self.web, *self.sockets, *self.workers, *self.beats]

    def worker(self, queue: str) -> Process:
        """The process that does the work of `queue`."""
        for one in self.workers:
            if queue in one.words[2].split(","):
                return one
        raise LookupError(f"nobody works on {queue}")

    def log(self, name: str) -> str:
        """What a process has said: web-0, sockets-0, worker-0, beat-0, nginx."""
        found = {one.name: one for one in (*self.processes, self.front)}
        return found[name].log.read_text(encoding="utf-8", errors="replace")

    def manage(self, *words: str, seconds: float = 120) -> str:
        """What `manage.py` says in this site's environment; raises when it fails."""
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        environment = {**os.environ, **self.environment}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=seconds)
        if done.returncode:
            raise RuntimeError(f"{words} failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout


@contextmanager
def standing(
    servers_env: Mapping[str, str],
    folder: Path,
    *,
    web: int = 2,
    sockets: int = 1,
    workers: tuple[str, ...] = (QUEUES,),
    beats: int = 1,
    **extra: str,
) -> Iterator[Standing]:
    """All processes started; stopped at the end, whatever state they are in. `extra`: TADPOLE_* variables, named as `database_pool`."""
    folder = Path(tempfile.mkdtemp(prefix="standing-", dir=folder))
    folder.chmod(0o755)  # nginx is another user
    port = free_port()
    origin = f"http://localhost:{port}"
    home = folder / "home"
    home.mkdir(exist_ok=True)
    environment = {
        **environment_of(servers_env, home, origin),
        **{f"TADPOLE_{key.upper()}": text for key, text in extra.items()},
    }
    environment["TADPOLE_DATABASE_URL"] = fresh_database(environment)
    site = Standing(origin, home, environment)
    site.missing = [
        name for name in ("ELASTICSEARCH_URL", "FILES_URL", "EMAIL_URL") if f"TADPOLE_{name}" not in servers_env
    ]
    for number in range(web):
        site.web.append(Process(folder, f"web-{number}", environment, "web", listens=True))
    for number in range(sockets):
        site.sockets.append(Process(folder, f"sockets-{number}", environment, "sockets", listens=True))
    for number, queues in enumerate(workers):
        words = ("worker", "--queues", queues, "--name", f"w{number}")
        site.workers.append(Process(folder, f"worker-{number}", environment, *words, listens=False))
    for number in range(beats):
        site.beats.append(Process(folder, f"beat-{number}", environment, "beat", listens=False))
    site.front = Nginx(folder, port=port, inside=front(site))
    try:
        with ThreadPoolExecutor(len(site.processes) + 1) as pool:
            list(pool.map(lambda one: one.start(), [*site.processes, site.front]))
        yield site
    finally:
        end(site)


def environment_of(servers_env: Mapping[str, str], home: Path, origin: str) -> dict[str, str]:
    """What every process is given; servers that are not there are named by an address where nobody answers."""
    return {
        "TADPOLE_ELASTICSEARCH_URL": NOBODY,
        "TADPOLE_EMAIL_URL": "smtp://127.0.0.1:9",
        "TADPOLE_SECRET_KEY": "only-for-tests: fifty characters and more, none of them worth a thought",
        **servers_env,
        "TADPOLE_HOME": str(home),
        "TADPOLE_ORIGIN": origin,
        "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.services",
    }


def front(site: Standing) -> str:
    """nginx's configuration: a process that goes is left out for a second, a request that was handed over is not sent twice.

    Each is named twice. A process that is new counts as failed until its first answer; when the other one leaves at that
    moment there would be nobody, so the same ones are there again as `backup`, which never count as failed.
    """
    names = [f"server 127.0.0.1:{one.port}" for one in site.web]
    web = " ".join(
        [
            *(f"{name} max_fails=1 fail_timeout=1s;" for name in names),
            *(f"{name} backup max_fails=0;" for name in names),
        ]
    )
    sockets = " ".join(f"server 127.0.0.1:{one.port};" for one in site.sockets)
    nobody = "server 127.0.0.1:9;"
    return FRONT % {"web": web or nobody, "sockets": sockets or nobody}


def end(site: Standing) -> None:
    """Everything gone, also what was paused; quickly, since nobody is served any more."""
    for one in (*site.processes, site.front):
        one.kill()


def restart(one: Process, *, pause: float = 1.5) -> float:
    """As an operator does: SIGTERM, its end, a start, and a moment for the front to see it; seconds it took."""
    began = time.monotonic()
    one.stop(60)
    one.start()
    took = time.monotonic() - began
    time.sleep(pause)
    return took
