"""Words between processes through a real Redis, which is paused, killed and emptied meanwhile."""

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from asgiref.sync import sync_to_async

from tadpole.events import connections, radio, screens
from tadpole.events.radio import Radio
from tests.faults.recovery import until_heard
from tests.servers.redis import Redis

pytestmark = pytest.mark.services


@pytest.fixture
def server(tmp_path: Path, settings: Any) -> Iterator[Redis]:
    made = Redis(tmp_path).start()
    settings.RADIO_URL = made.database(3)
    connections.FUSE.mend()
    yield made
    made.kill()
    connections.FUSE.mend()


@pytest.fixture
async def ear(server: Redis, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Somebody who hears `pond`, and knows how often the subscription came to stand."""
    for name, seconds in (("ASK_AFTER", 0.5), ("GONE_AFTER", 1.5)):
        monkeypatch.setattr(Radio, name, seconds)
    made = Radio(radio.address())
    made.words_heard, made.times = [], 0

    def tuned() -> None:
        made.times += 1

    made.tune("pond", made.words_heard.append, tuned)
    await until_heard(lambda: made.times == 1)
    yield made
    await made.close()


async def test_what_a_thread_says_is_heard_and_costs_one_connection(server: Redis, ear: Any) -> None:
    with redis.Redis.from_url(server.address) as asking:
        before = asking.info("stats")["total_connections_received"]
        for number in range(50):
            assert await sync_to_async(radio.send)("pond", str(number))
        assert asking.info("stats")["total_connections_received"] <= before + 1
    await until_heard(lambda: len(ear.words_heard) == 50)
    assert ear.words_heard == [str(number) for number in range(50)]


async def test_sites_that_share_a_redis_do_not_hear_each_other(server: Redis, ear: Any, settings: Any) -> None:
    settings.RADIO_URL = server.database(4)
    assert await sync_to_async(radio.send)("pond", "of another site")
    settings.RADIO_URL = server.database(3)
    assert await sync_to_async(radio.send)("pond", "of this site")
    await until_heard(lambda: ear.words_heard)
    assert ear.words_heard == ["of this site"]


@pytest.mark.parametrize("fault", ["paused", "killed", "emptied"])
async def test_the_subscription_comes_back_by_itself_and_says_so(fault: str, server: Redis, ear: Any) -> None:
    if fault == "emptied":
        server.empty()
    else:
        (server.pause if fault == "paused" else server.kill)()
        await until_heard(lambda: not ear.on)
        if fault == "killed":
            ear.say("pond", "said while it was away")
        (server.go_on if fault == "paused" else server.start)()
        await until_heard(lambda: ear.times == 2)
        await until_heard(lambda: fault == "paused" or "said while it was away" in ear.words_heard)
    ear.say("pond", "after")
    await until_heard(lambda: ear.words_heard[-1:] == ["after"])


async def test_a_redis_that_hangs_keeps_the_first_waiting_half_a_second_and_nobody_else(server: Redis) -> None:
    assert radio.send("pond", "1")
    server.pause()
    began = time.monotonic()
    answers = [radio.send("pond", str(number)) for number in range(200)]
    assert not any(answers)
    assert connections.FUSE.blown
    # two hundred that each waited would take a hundred seconds
    assert time.monotonic() - began < 200 * connections.PATIENCE / 4


async def test_a_word_for_a_screen_reaches_the_sockets_of_another_process(server: Redis) -> None:
    from channels.layers import get_channel_layer

    layer = get_channel_layer()
    here = await layer.new_channel()
    await layer.group_add("notices.7", here)
    screens.listen()
    on_air = radio.radio()
    assert on_air is not None
    await until_heard(lambda: on_air.on)
    for one, unread in ((radio.ME, 1), ("another process", 2)):
        word = {"from": one, "group": "notices.7", "message": {"type": "notices.changed", "unread": unread}}
        assert await sync_to_async(radio.send)(screens.CHANNEL, json.dumps(word))
    assert await asyncio.wait_for(layer.receive(here), 5) == {"type": "notices.changed", "unread": 2}
    await radio.close()
