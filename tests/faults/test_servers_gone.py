"""PostgreSQL, Redis and the mail server go and come back under a site that is used."""

import os
import re
import secrets
import time
from contextlib import suppress

import psycopg
import pytest

from tests.faults.recovery import note, until
from tests.faults.stand import Reader, Stand

pytestmark = [pytest.mark.services, pytest.mark.long(200)]
BROKER_AWAY = float(os.environ.get("TADPOLE_FAULT_SECONDS", "5"))
CODE = re.compile(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", re.MULTILINE)


def test_a_broker_that_is_gone_for_a_while_delays_what_others_are_told(site: Stand) -> None:
    reader = site.reader(2)
    site.redis.kill()
    went = time.monotonic()
    number = 0
    while time.monotonic() - went < BROKER_AWAY:
        number += 1
        assert reader.answer(f"没有信使的回答 {number} {secrets.token_hex(4)}") == 302
        time.sleep(0.5)  # nobody may write faster for long
    assert site.waiting() > 0
    site.redis.start()
    back = time.monotonic()
    site.is_whole(reader.outcome.acknowledged)
    note("broker gone", time.monotonic() - back, gone=back - went, posts=number)


def test_an_emptied_redis_signs_nobody_out_and_loses_no_delivery(site: Stand) -> None:
    """All that it held is gone: what is cached, counted, and the messages that no worker has taken."""
    reader, [worker] = site.reader(3), site.site.workers
    worker.pause()
    try:
        for number in range(5):
            assert reader.answer(f"信使忘了的回答 {number}") == 302
        site.redis.empty()
    finally:
        worker.go_on()
    emptied = time.monotonic()
    assert reader.open() == 200
    assert reader.form(), "signed out"
    site.is_whole(reader.outcome.acknowledged)
    note("redis emptied", time.monotonic() - emptied)


@pytest.mark.parametrize("how", ["restarted", "killed"])
def test_postgres_dies_under_load(site: Stand, how: str) -> None:
    """`restarted`: as an operator does; `killed`: as a power cut does. Who sends meanwhile is told 503, and knows."""
    reader = site.reader(4)
    with site.load() as load:
        load.goes_on()
        (site.postgres.stop if how == "restarted" else site.postgres.kill)()
        went = time.monotonic()
        assert reader.open() == 503
        assert "我们马上回来" in reader.seen
        site.postgres.start()
        back = time.monotonic()
        until(lambda: reader.open() == 200)
        note(f"PostgreSQL {how}", time.monotonic() - back, gone=back - went)
        load.goes_on()
    assert {one.split(": ")[1][:3] for one in load.failed} <= {"503"}, load.failed[:5]
    site.is_whole(load.acknowledged)


def test_a_database_that_is_away_loses_nothing_that_was_typed(site: Stand) -> None:
    reader, words = site.reader(6), "一天一次，中午加。"
    form = reader.form()
    site.postgres.stop()
    assert reader.answer(words, form) == 503
    assert "再发一次" in reader.seen
    site.postgres.start()
    assert reader.send_again(words) == 302
    assert site.ask(f"SELECT count(*) FROM threads_post WHERE text = '{words}'") == [(1,)]
    site.is_whole(reader.outcome.acknowledged)


def test_a_postgres_without_a_free_connection_says_come_back_and_keeps_the_words(site: Stand) -> None:
    reader = site.reader(5, "/zh-hant")
    form, words = reader.form(), "連線都用完了，\n我的話還在。"
    taken: list[psycopg.Connection] = []
    try:
        take_all(site, taken)
        assert reader.answer(words, form) == 503
        assert "我們馬上回來" in reader.seen and words in reader.seen
    finally:
        for one in taken:
            one.close()
    freed = time.monotonic()
    until(lambda: reader.send_again(words) == 302)
    note("connections exhausted", time.monotonic() - freed)
    site.is_whole(reader.outcome.acknowledged)


def take_all(site: Stand, taken: list[psycopg.Connection]) -> None:
    """Every connection there is; those that the site holds are ended, and taken before it asks again."""
    address = site.site.environment["TADPOLE_DATABASE_URL"]
    for _time in range(20):
        with suppress(psycopg.OperationalError):
            while True:
                taken.append(psycopg.connect(address, autocommit=True, connect_timeout=5))
        ours = [one.info.backend_pid for one in taken]
        ended = (
            taken[0]
            .execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE backend_type = 'client backend' AND pid <> ALL(%s)",
                [ours],
            )
            .fetchone()
        )
        if ended == (0,):
            return
    raise AssertionError("somebody is always quicker")


def test_a_mail_server_that_refuses_is_asked_again(site: Stand) -> None:
    reader = Reader(site)
    site.smtp.empty()
    site.smtp.refuse(451)
    try:
        asked = reader.send("/account/login/code/", "/account/login/code/", {"email": site.emails[0]})
        assert asked[0] == 302, "the page waits for no mail server"
        until(lambda: site.count("events_delivery WHERE queue = 'mail' AND done_at IS NULL AND tries > 0"))
    finally:
        site.smtp.refuse(0)
    took = until(lambda: site.smtp.mails())
    note("SMTP refusing", took)
    site.is_whole([])
    [came] = site.smtp.mails()
    code = CODE.search(str(came.get_body(("plain",)).get_content()))  # type: ignore[union-attr]
    assert code is not None
    page = "/account/login/code/confirm/"
    assert reader.send(page, page, {"code": code[1]})[0] == 302
    assert reader.form()
