"""What a reader sees, and what is lost, when the real Redis hangs, is gone, or was emptied: nothing that was promised."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.cache import cache, caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.threads.models import Post
from tadpole.accounts.actions import keep_pace
from tadpole.config import cache as backend
from tadpole.errors import TooOften
from tadpole.events import bus, connections
from tadpole.events.models import Delivery
from tadpole.events.rules import HANDED_ON
from tests.at_once import at_once
from tests.factories.threads import a_thread
from tests.servers.redis import Redis

pytestmark = [pytest.mark.services, pytest.mark.django_db]


@pytest.fixture
def server(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Redis]:
    """A Redis for this test alone, used as cache, broker and radio."""
    made = Redis(tmp_path).start()
    settings.RADIO_URL = made.address
    settings.CACHES = {name: {**one, "LOCATION": made.address} for name, one in settings.CACHES.items()}
    # What was there before comes back only if `broker_url`, which the other falls back to, is left alone.
    monkeypatch.setattr(current_app.conf, "broker_write_url", made.address)
    mend()
    forget_missed()
    caches["default"].here.clear()  # type: ignore[attr-defined]
    yield made
    made.kill()
    mend()
    forget_missed()


def forget_missed() -> None:
    with backend._noting:
        backend._missed.clear()
        backend._overfull.clear()


def mend() -> None:
    for fuse in (connections.FUSE, bus.BROKER):
        fuse.mend()


def break_it(server: Redis, fault: str) -> None:
    {"paused": server.pause, "killed": server.kill, "emptied": server.empty}[fault]()


def put_right(server: Redis, fault: str) -> None:
    if fault != "emptied":
        (server.go_on if fault == "paused" else server.start)()
    mend()


FAULTS = pytest.mark.parametrize("fault", ["paused", "killed", "emptied"])


@FAULTS
def test_who_is_signed_in_stays_signed_in_and_her_post_is_delivered_afterwards(
    fault: str, server: Redis, cast: Any, client_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    thread = a_thread(by=cast.alice)
    bus.run_due()
    alice: Client = client_of(cast.alice)
    assert alice.get("/").wsgi_request.user == cast.alice
    break_it(server, fault)
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        said = alice.post(reverse("threads:reply", args=[thread.pk]), {"text": "没有缓存也要写"}, follow=True)
    took = time.monotonic() - began
    assert said.status_code == 200
    post = Post.objects.get(text="没有缓存也要写")
    assert post.author_id == cast.alice.pk
    assert alice.session.get("_auth_user_id") == str(cast.alice.pk)
    assert took < 60, "every word to Redis waited by itself"
    waiting = Delivery.objects.waiting()
    assert waiting.exists()
    put_right(server, fault)
    waiting.update(due_at=timezone.now() - timedelta(minutes=1))
    while bus.sweep(timezone.now()) + bus.sweep(timezone.now(), slow=True):
        waiting.update(due_at=timezone.now() - timedelta(minutes=1))
    assert not waiting.exclude(queue__in=HANDED_ON).exists()


@FAULTS
def test_a_limit_is_neither_open_nor_closed_for_everybody(fault: str, server: Redis, cast: Any) -> None:
    alice, bob = cast.alice, cast.bob
    break_it(server, fault)
    for _time in range(3):
        keep_pace(by=alice, doing="croak", most=3, seconds=60)
    with pytest.raises(TooOften) as refused:
        keep_pace(by=alice, doing="croak", most=3, seconds=60)
    assert 0 < refused.value.retry_after <= 60
    keep_pace(by=bob, doing="croak", most=3, seconds=60)


def test_a_limit_is_counted_by_all_processes_at_once_and_no_use_is_overlooked(server: Redis, cast: Any) -> None:
    person = cast.alice
    ends = at_once(*[lambda: keep_pace(by=person, doing="croak", most=20, seconds=60)] * 32)
    assert (ends.count("done"), ends.count("TooOften")) == (20, 12)


def test_a_clock_set_back_by_an_hour_does_not_keep_a_limit_for_an_hour(
    server: Redis, cast: Any, time_machine: Any
) -> None:
    for _time in range(2):
        keep_pace(by=cast.alice, doing="croak", most=2, seconds=60)
    with pytest.raises(TooOften):
        keep_pace(by=cast.alice, doing="croak", most=2, seconds=60)
    time_machine.move_to(timezone.now() - timedelta(hours=1))
    keep_pace(by=cast.alice, doing="croak", most=2, seconds=60)
    keep_pace(by=cast.alice, doing="croak", most=2, seconds=60)
    with pytest.raises(TooOften):
        keep_pace(by=cast.alice, doing="croak", most=2, seconds=60)


@pytest.mark.parametrize("fault", ["paused", "killed"])
def test_signing_in_is_still_limited_and_still_possible(fault: str, server: Redis, cast: Any) -> None:
    assert cast.alice
    break_it(server, fault)
    answers = []
    for number in range(12):
        page = Client().post(reverse("account_login"), {"login": cast.alice.email, "password": f"wrong {number}"})
        answers.append((page.status_code, page.content.decode()))
    assert answers[0][0] == 200, answers[0][1][:500]
    assert len({content for _code, content in answers}) > 1 or answers[-1][0] == 429, "nobody counted"


def test_a_session_that_ended_while_redis_was_away_stays_ended(server: Redis, cast: Any, client_of: Any) -> None:
    alice: Client = client_of(cast.alice)
    alice.get("/")
    key = alice.cookies["sessionid"].value
    assert SessionStore(key).load().get("_auth_user_id") == str(cast.alice.pk)
    server.pause()
    alice.post(reverse("account_logout"))
    assert SessionStore(key).load() == {}
    put_right(server, "paused")
    assert SessionStore(key).load() == {}, "Redis answered with what was true before"
    assert not backend._missed


def test_it_is_deleted_also_where_nobody_asks_this_process_again(server: Redis, cast: Any, client_of: Any) -> None:
    """Another process, for whom Redis is well, would go on answering with the session that has ended."""
    import redis

    alice: Client = client_of(cast.alice)
    alice.get("/")
    with redis.Redis.from_url(server.address) as another:
        held = f"*{alice.cookies['sessionid'].value}"
        assert another.keys(held)
        server.pause()
        alice.post(reverse("account_logout"))
        server.go_on()
        assert another.keys(held)
        until = time.monotonic() + connections.FUSE.seconds + 5
        while another.keys(held):
            assert time.monotonic() < until, "it waits for somebody who asks"
            time.sleep(0.1)


def test_what_was_missed_is_deleted_in_pieces_and_a_limit_keeps_its_count(
    server: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    import redis

    monkeypatch.setattr(backend, "PIECE", 100)
    frogs = [f"frog {number}" for number in range(250)]
    cache.set_many(dict.fromkeys(frogs, "green"))
    server.pause()
    for frog in frogs:
        cache.set(frog, "brown")
    put_right(server, "paused")
    with redis.Redis.from_url(server.address) as asking:
        before = asking.info("commandstats").get("cmdstat_del", {"calls": 0})["calls"]
        assert cache.get(frogs[0]) is None
        assert asking.info("commandstats")["cmdstat_del"]["calls"] - before == 3
    assert cache.get_many(frogs) == {}


def test_when_more_was_missed_than_can_be_remembered_all_of_that_cache_goes_and_nothing_else(
    server: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "MOST_MISSED", 3)
    for frog in range(6):
        cache.set(f"frog {frog}", "green")
    cache.set("pace:croak:u1", 2)
    caches["renditions"].set("small", "a picture")
    bus.nudge([(1, "deliveries")])
    server.pause()
    for frog in range(6):
        cache.set(f"frog {frog}", "brown")
    put_right(server, "paused")
    assert [cache.get(f"frog {frog}") for frog in range(6)] == [None] * 6, "Redis answered with what was true before"
    assert cache.get("pace:croak:u1") == 2
    assert caches["renditions"].get("small") == "a picture"
    import redis

    with redis.Redis.from_url(server.address) as asking:
        assert asking.llen("deliveries") == 1
    cache.set("frog 0", "red")
    assert cache.get("frog 0") == "red"


def test_what_is_missed_while_it_is_made_up_for_breaks_nothing(server: Redis) -> None:
    over = time.monotonic() + 1.0

    def misses() -> None:
        number = 0
        while time.monotonic() < over:
            number += 1
            backend.note(("default", f"frog {threading.get_ident()} {number}", None))

    def asks() -> None:
        while time.monotonic() < over:
            cache.get("frog")

    assert set(at_once(misses, misses, asks, asks)) == {"done"}
    cache.get("frog")
    assert not backend._missed and not backend._overfull


def test_the_first_who_asks_pays_and_the_others_do_not(server: Redis) -> None:
    cache.set("frog", "green")
    server.pause()
    began = time.monotonic()
    assert [cache.get("frog") for _time in range(100)] == [None] * 100
    assert caches["renditions"].get("x", "nothing") == "nothing"
    bus.nudge([(1, "deliveries")])
    bus.nudge([(2, "deliveries")])
    assert bus.BROKER.blown
    assert time.monotonic() - began < 25, "each of a hundred waited half a second"


def test_nudges_go_on_after_redis_was_emptied(server: Redis) -> None:
    import redis

    bus.nudge([(1, "deliveries")])
    server.empty()
    bus.nudge([(2, "deliveries"), (3, "mail")])
    with redis.Redis.from_url(server.address) as asking:
        assert (asking.llen("deliveries"), asking.llen("mail")) == (1, 1)
    assert not bus.BROKER.blown
