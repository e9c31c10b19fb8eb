"""The machine's clock is set back by an hour under a site that is used, and later set right."""

import re
import time
from collections.abc import Iterator

import pytest

from tests.faults.recovery import note, until
from tests.faults.stand import Reader, Stand

pytestmark = [pytest.mark.services, pytest.mark.long(200)]
HOUR = 3600
CODE = re.compile(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", re.MULTILINE)
CONFIRM = "/account/login/code/confirm/"


@pytest.fixture
def clock(site: Stand) -> Iterator[Stand]:
    yield site
    site.set_clock(0)


def code_of(site: Stand) -> str:
    until(lambda: site.smtp.mails())
    found = CODE.search(str(site.smtp.mails()[-1].get_body(("plain",)).get_content()))  # type: ignore[union-attr]
    assert found is not None
    return found[1]


def ask_for_a_code(site: Stand, number: int) -> Reader:
    site.smtp.empty()
    reader, page = Reader(site), "/account/login/code/"
    assert reader.send(page, page, {"email": site.emails[number]})[0] == 302
    return reader


def is_signed_in(reader: Reader) -> bool:
    """By a page that sends everybody else away."""
    return reader.ask("GET", "/account/email/")[0] == 200


def test_an_hour_back_and_forth_again(clock: Stand) -> None:
    site, [worker] = clock, clock.site.workers
    reader, asking = clock.reader(3), ask_for_a_code(clock, 4)
    reader.page = f"/t/{site.threads[3]}/"  # where no other test answers: one page holds it all
    code = code_of(site)
    worker.pause()  # what is told before the jump is still to be heard after it, and nobody holds a message of it
    for number in range(3):
        assert reader.answer(f"一小时以后的回答 {number}") == 302
    site.redis.empty()
    site.set_clock(-HOUR)
    worker.go_on()
    jumped = time.monotonic()
    assert site.count("events_delivery WHERE done_at IS NULL AND due_at > now() - interval '10 minutes'")
    for number in range(3):
        assert reader.answer(f"又来一次的回答 {number}") == 302, "signed out, or limited for an hour"
    before = "SELECT max(created_at) < now() - interval '50 minutes' FROM threads_post WHERE text LIKE '又来%'"
    assert site.ask(before) == [(True,)], "the clock was not set"
    site.is_whole(reader.outcome.acknowledged)
    note("clock an hour back", time.monotonic() - jumped)
    numbers = "SELECT text FROM threads_post WHERE text LIKE '%次的回答%' OR text LIKE '%以后的回答%' ORDER BY number"
    assert [text for (text,) in site.ask(numbers)] == reader.outcome.acknowledged
    assert reader.open() == 200
    shown = [reader.seen.index(words) for words in reader.outcome.acknowledged if words in reader.seen]
    assert len(shown) == 6
    assert shown == sorted(shown)
    assert not is_signed_in(asking)
    asking.send(CONFIRM, CONFIRM, {"code": code})
    assert is_signed_in(asking), "a code that was asked for before is good"
    late = ask_for_a_code(site, 5)
    code = code_of(site)
    site.set_clock(0)
    righted = time.monotonic()
    assert reader.answer("又是现在的回答") == 302
    site.is_whole(reader.outcome.acknowledged)
    note("clock set right", time.monotonic() - righted)
    late.send(CONFIRM, CONFIRM, {"code": code})
    assert not is_signed_in(late), "an hour has passed since the code was asked for"
    again = ask_for_a_code(site, 5)
    again.send(CONFIRM, CONFIRM, {"code": code_of(site)})
    assert is_signed_in(again)
    assert is_signed_in(asking), "who came in while the clock was wrong stays"
