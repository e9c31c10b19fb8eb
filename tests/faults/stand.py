"""The whole site on servers of its own that may be killed, and what has to be true of it whatever died."""

import json
import re
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from tests import load
from tests.faults.recovery import until
from tests.servers.disk import Disk
from tests.servers.guard import guarded
from tests.servers.postgres import Postgres
from tests.servers.process import Missing, free_port
from tests.servers.redis import Redis
from tests.servers.smtp import Smtp
from tests.standing import Standing, standing

PEOPLE = 8
PATIENCE = 240  # seconds; how long it took is noted, not judged
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@dataclass
class Stand:
    """`disk` is what PostgreSQL writes to, None where none could be mounted. At `search_port` is nobody, unless a test starts it."""

    postgres: Postgres
    redis: Redis
    smtp: Smtp
    site: Standing
    disk: Disk | None
    search_port: int
    emails: list[str] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)
    signed_in: dict[int, dict[str, str]] = field(default_factory=dict)

    @property
    def database(self) -> str:
        return self.site.environment["TADPOLE_DATABASE_URL"].rsplit("/", 1)[1]

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        return self.postgres.ask(statement, database=self.database)

    def count(self, statement: str) -> int:
        return int(self.ask(f"SELECT count(*) FROM {statement}")[0][0])

    def mend(self) -> None:
        """Everything runs that may have been left dead by a test."""
        for one in (self.postgres, self.redis, self.smtp, *self.site.processes):
            one.start()
        self.smtp.refuse(0)

    def set_clock(self, seconds: float) -> None:
        """How wrong the clock of the site's machine is from now on; that of PostgreSQL and Redis is right."""
        clock = Path(self.site.environment["TADPOLE_TEST_CLOCK"])
        clock.write_text(str(seconds))
        told = [one for one in clock.parent.glob(f"{clock.name}.*") if runs(one.suffix[1:])]
        until(lambda: all(one.read_text() == str(float(seconds)) for one in told), PATIENCE)

    def reader(self, number: int = 0, language: str = "") -> "Reader":
        """Signed in through the page, the first time that she is asked for."""
        one = Reader(self, language)
        if number not in self.signed_in:
            one.sign_in(self.emails[number])
            self.signed_in[number] = one.cookies
        one.cookies = dict(self.signed_in[number])
        return one

    def load(self, people: int = 4) -> "Load":
        return Load([self.reader(number) for number in range(people)])

    def waiting(self) -> int:
        """Deliveries that wait; mostly there is no search here, so its own wait in any case."""
        return self.count("events_delivery WHERE done_at IS NULL AND queue <> 'search'")

    def is_whole(self, acknowledged: Sequence[str]) -> float:
        """Every acknowledged post is there once, was told once and counted once; nothing waits. Seconds until that was so."""
        try:
            took = until(lambda: self.waiting() == 0, PATIENCE)
        except AssertionError:
            left = "SELECT * FROM events_delivery WHERE done_at IS NULL AND queue <> 'search' LIMIT 9"
            said = "".join(f"\n{one.name}: {self.site.log(one.name)[-2000:]}" for one in self.site.processes)
            raise AssertionError(f"still waiting: {self.ask(left)}{said}") from None
        outcome = load.Outcome(acknowledged=list(acknowledged))
        load.look_up(outcome, self.site.environment["TADPOLE_DATABASE_URL"])
        assert (outcome.lost, outcome.twice) == (0, 0)
        told_wrong = (
            "threads_post p WHERE p.number > 1 AND 1 <> (SELECT count(*) FROM events_fact f "
            "WHERE f.name = 'threads.ReplyPosted' AND (f.payload->>'post_id')::bigint = p.id)"
        )
        assert self.count(told_wrong) == 0
        counted_wrong = (
            "threads_thread t WHERE posts_count <> (SELECT count(*) FROM threads_post WHERE thread_id = t.id)"
        )
        assert self.count(counted_wrong) == 0
        heard_wrong = (
            "events_fact f WHERE 1 <> (SELECT count(*) FROM analytics_measurement m WHERE m.fact_id = f.id)"
            " OR EXISTS (SELECT 1 FROM events_delivery d WHERE d.fact_id = f.id AND d.given_up_at IS NOT NULL)"
        )
        assert self.count(heard_wrong) == 0
        return took


class Reader(load.Browser):
    """Somebody with a browser: `seen` are the words of the last page."""

    def __init__(self, stand: Stand, language: str = "") -> None:
        super().__init__(stand.site.origin, load.Outcome(), threading.Lock())
        self.stand = stand
        self.page = f"{language}/t/{stand.threads[0]}/"
        self.seen = ""

    def sign_in(self, email: str) -> None:
        page = "/account/login/"
        assert self.send(page, page, {"login": email, "password": load.PASSWORD})[0] == 302

    def open(self) -> int:
        status, _place, self.seen = self.ask("GET", self.page)
        return status

    def form(self) -> dict[str, str]:
        """What the answer's form on the page carries besides the words."""
        assert self.open() == 200, self.seen[:300]
        token = load.TOKEN.search(self.seen)
        assert token is not None, "nobody is signed in"
        return {"csrfmiddlewaretoken": token[1]}

    def answer(self, words: str, form: Mapping[str, str] | None = None) -> int:
        """Fill the form in and send it; `form`: a page that is open already."""
        known = dict(form if form is not None else self.form())
        status, place, self.seen = self.ask("POST", f"{self.page}reply/", {**known, "text": words})
        if status == 302 and "login" not in place:
            self.outcome.acknowledged.append(words)
        return status

    def send_again(self, words: str) -> int:
        """As the page that said 503 offers it."""
        assert words in unescape(self.seen), "what was typed is lost"
        return self.answer(words, {name: unescape(text) for name, text in HIDDEN.findall(self.seen)})


class Load:
    """People who read and answer as long as it lasts: `with site.load() as load: load.goes_on(); …`; afterwards `.failed`."""

    def __init__(self, readers: list[Reader]) -> None:
        self.readers = readers
        self.over = threading.Event()
        self.going = [threading.Thread(target=self.live, args=(one,), daemon=True) for one in readers]

    def live(self, reader: Reader) -> None:
        while not self.over.wait(0.05):
            token = load.TOKEN.search(reader.seen) if reader.open() == 200 else None
            if token:
                reader.answer(f"看孩子准备好没有 {uuid.uuid4().hex}", {"csrfmiddlewaretoken": token[1]})

    @property
    def acknowledged(self) -> list[str]:
        return [words for one in self.readers for words in one.outcome.acknowledged]

    @property
    def failed(self) -> list[str]:
        """What was asked, and the status it got."""
        return [told.split(" ", 1)[1] for one in self.readers for told in one.outcome.failed]

    def goes_on(self, more: int = 4) -> float:
        """Wait until so many more answers were acknowledged; seconds."""
        before = len(self.acknowledged)
        return until(lambda: len(self.acknowledged) >= before + more)

    def __enter__(self) -> "Load":
        for one in self.going:
            one.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for one in self.going:
            one.join(60)


@contextmanager
def stand(folder: Path) -> Iterator[Stand]:
    """All of it, started; gone at the end, also when this process is killed."""
    folder.chmod(0o755)
    guarded(folder)
    disk: Disk | None
    try:
        disk = Disk(folder / "disk", megabytes=700).mount()
    except Missing:
        disk = None
    settings = {"max_wal_size": "64MB", "min_wal_size": "32MB", "max_connections": "60"}
    postgres = Postgres(disk.folder if disk else folder, durable=True, settings=settings)
    redis, smtp, search_port = Redis(folder), Smtp(folder), free_port()
    try:
        for server in (postgres, redis, smtp):
            server.start()
        addresses = {
            "TADPOLE_DATABASE_URL": postgres.address,
            "TADPOLE_REDIS_URL": redis.address,
            "TADPOLE_EMAIL_URL": smtp.address,
            "TADPOLE_ELASTICSEARCH_URL": f"http://127.0.0.1:{search_port}",
            "PYTHONPATH": str(Path(__file__).parent / "clock"),
            "TADPOLE_TEST_CLOCK": str(folder / "clock"),
        }
        with standing(addresses, folder, sockets=0) as site:
            made = Stand(postgres, redis, smtp, site, disk, search_port)
            known = json.loads(load.make_people(site.environment, PEOPLE))
            made.emails, made.threads = known["emails"], known["threads"]
            yield made
    finally:
        for one in (postgres, redis, smtp):
            one.kill()
        if disk:
            disk.unmount()


def runs(process: str) -> bool:
    """Whether the process with this number is there, and neither paused nor ended."""
    try:
        stat = Path("/proc", process, "stat").read_text()
    except OSError:
        return False
    return stat.rpartition(") ")[2][0] not in "TZ"
