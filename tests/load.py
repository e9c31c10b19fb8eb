"""People who read and write, as many and as long as is said, on this machine only.

`python -m tests.load http://localhost:PORT` in a site's environment (TADPOLE_*, DJANGO_SETTINGS_MODULE).

Each signs in through the page, reads threads and answers in them with words that nobody else writes. At the end the database
is asked: every answer that was acknowledged has to be there, once.
"""

import argparse
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "pond-lily-2026"
MOST_PEOPLE, MOST_SECONDS = 50, 600
PATIENCE = 240.0
"""So many seconds posts that were asked for are waited for on a machine that has other work."""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PREPARE = """
import json
from datetime import timedelta
from django.utils import timezone
from community.circles.models import Circle
from community.profiles.actions import change_profile, ensure_profile
from community.threads.actions import open_thread
from tadpole.accounts.models import User
joined = timezone.now() - timedelta(days=400)
people = []
for n in range({people}):
    user = User.objects.create_user(f"load-{{n}}@example.org", "{password}", date_joined=joined, age_confirmed_at=joined)
    ensure_profile(by=user)
    change_profile(by=user, name=f"家长{{n}}号", bio="", avatar=None)
    people.append(user)
circle, _ = Circle.objects.get_or_create(slug="load", defaults=dict(kind="topic", name="辅食", name_zh_hant="輔食", name_en="Food"))
threads = [open_thread(by=people[n], circle=circle, title=f"第 {{n}} 个问题：辅食怎么加？", text="他现在扶着能坐十几秒。", photos=()) for n in range(min(4, {people}))]
print(json.dumps({{"emails": [one.email for one in people], "threads": [one.pk for one in threads]}}))
"""


@dataclass
class Outcome:
    """What all people together met. `failed`: no answer, or one of 5xx; `slowed`: 429."""

    requests: int = 0
    slowed: int = 0
    failed: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    lost: int = 0
    twice: int = 0
    took: float = 0.0

    def __str__(self) -> str:
        cuts = statistics.quantiles(self.seconds, n=100) if len(self.seconds) > 1 else [0.0] * 99
        return (
            f"{self.requests} requests in {self.took:.0f} s, {len(self.failed)} failed, {self.slowed} slowed, {len(self.acknowledged)} posts acknowledged, "
            f"{self.lost} lost, {self.twice} twice; p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms"
        )


class Browser:
    """One person's: keeps cookies and its connection, takes up a new one when the server closed the old between two requests."""

    def __init__(self, origin: str, outcome: Outcome, lock: threading.Lock) -> None:
        self.host = urlsplit(origin).netloc
        self.origin, self.outcome, self.lock = origin, outcome, lock
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it sends to, and the body; status 0 when there was no answer."""
        began = time.monotonic()
        said = {
            "Host": self.host,
            "Accept": "text/html",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        body = None
        if form is not None:
            said |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": self.origin,
                "Referer": self.origin + path,
            }
            body = urlencode(form)
        connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            connection.request(method, path, body, said)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            status, place = answer.status, answer.headers.get("Location", "")
            for line in answer.headers.get_all("Set-Cookie") or []:
                self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        except (OSError, http.client.HTTPException) as problem:
            status, place, text = 0, "", repr(problem)
        finally:
            connection.close()
        self.note(f"{method} {path}", status, text, time.monotonic() - began)
        return status, place, text

    def note(self, what: str, status: int, text: str, seconds: float) -> None:
        with self.lock:
            self.outcome.requests += 1
            self.outcome.seconds.append(seconds)
            self.outcome.slowed += status == 429
            if status == 0 or status >= 500:
                self.outcome.failed.append(f"{time.strftime('%X')} {what}: {status} {text[:200]}")

    def send(self, page: str, path: str, form: dict[str, str]) -> tuple[int, str, str]:
        """Fill in the form that `page` shows and send it to `path`."""
        token = TOKEN.search(self.ask("GET", page)[2])
        return self.ask("POST", path, {"csrfmiddlewaretoken": token[1] if token else "", **form})


def live(browser: Browser, email: str, threads: list[int], going: Callable[[], bool], pause: float) -> None:
    """Sign in, then read, read, answer, as long as it is going on."""
    status = 0
    while status != 302 and going():
        status, _place, _text = browser.send(
            "/account/login/", "/account/login/", {"login": email, "password": PASSWORD}
        )
    turn = 0
    while going():
        turn += 1
        page = f"/t/{threads[turn % len(threads)]}/"
        browser.ask("GET", ["/", "/circles/load/", page][turn % 3])
        if turn % 3 == 0:
            words = f"看孩子准备好没有 {uuid.uuid4().hex}"
            status, place, _text = browser.send(page, f"{page}reply/", {"text": words})
            if status == 302 and "login" not in place:
                with browser.lock:
                    browser.outcome.acknowledged.append(words)
        time.sleep(pause)


def run(
    origin: str, emails: list[str], threads: list[int], *, seconds: float, posts: int = 0, pause: float = 0.3
) -> Outcome:
    """All people at once, a thread each, for so many seconds and until so many posts are acknowledged; ends by itself."""
    if (
        urlsplit(origin).hostname not in {"localhost", "127.0.0.1"}
        or len(emails) > MOST_PEOPLE
        or seconds > MOST_SECONDS
    ):
        raise ValueError(f"only on this machine, at most {MOST_PEOPLE} people, at most {MOST_SECONDS} s")
    outcome, lock, began = Outcome(), threading.Lock(), time.monotonic()

    def going() -> bool:
        passed = time.monotonic() - began
        return passed < seconds or (len(outcome.acknowledged) < posts and passed < PATIENCE)

    people = [
        threading.Thread(target=live, args=(Browser(origin, outcome, lock), email, threads, going, pause), daemon=True)
        for email in emails
    ]
    for one in people:
        one.start()
    for one in people:
        one.join(max(seconds, PATIENCE) + 90)
    outcome.took = time.monotonic() - began
    return outcome


def make_people(environment: Mapping[str, str], people: int, more: str = "") -> str:
    """Members and threads, made through `manage.py shell` in a site's environment; JSON with their addresses. `more`: further code."""
    code = PREPARE.format(people=people, password=PASSWORD) + more
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "--no-imports", "--command", code]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return next(line for line in done.stdout.splitlines() if line.startswith('{"emails"'))


def look_up(outcome: Outcome, database: str) -> None:
    """Count what was acknowledged and is not in the database, or is there twice."""
    import psycopg

    with psycopg.connect(database) as connection:
        stored = Counter(text for (text,) in connection.execute("SELECT text FROM threads_post"))
    outcome.lost = sum(stored[words] == 0 for words in outcome.acknowledged)
    outcome.twice = sum(count > 1 for words, count in stored.items() if words in set(outcome.acknowledged))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("origin", help="http://localhost:PORT")
    parser.add_argument(
        "--people",
        type=int,
        default=8,
        help=f"how many, at most {MOST_PEOPLE}; made in the database that TADPOLE_* names",
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=0.3, help="seconds between two requests of one person")
    asked = parser.parse_args()
    known = json.loads(make_people({}, asked.people))
    outcome = run(asked.origin, known["emails"], known["threads"], seconds=asked.seconds, pause=asked.pause)
    look_up(outcome, os.environ["TADPOLE_DATABASE_URL"])
    sys.stdout.write(f"{outcome}\n" + "".join(f"  {line}\n" for line in outcome.failed[:20]))


if __name__ == "__main__":
    main()
