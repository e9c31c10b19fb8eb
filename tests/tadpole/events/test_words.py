"""Words of a sockets process while there is nobody to say them to. No Redis is needed to be without one."""

import asyncio
import gc
import json
import weakref
from collections import deque
from typing import Any

import pytest

from tadpole.events import screens
from tadpole.events.radio import Radio


class Deaf:
    """In the place of the Redis client: each pipeline fails, after `meanwhile` more words were said."""

    def __init__(self, on_air: Radio, meanwhile: int) -> None:
        self.on_air, self.meanwhile, self.given, self.tries = on_air, meanwhile, deque[str](), 0

    def pipeline(self, **_: Any) -> "Deaf":
        self.given.clear()
        return self

    def publish(self, _channel: str, text: str) -> None:
        self.given.append(text)

    async def execute(self) -> None:
        self.tries += 1
        if self.tries == 1:
            for number in range(self.meanwhile):
                self.on_air.say("pond", f"new {number}")
        raise ConnectionError("deaf")


@pytest.mark.parametrize(("meanwhile", "old"), [(0, [0, 1, 2, 3]), (3, [3]), (4, []), (6, [])])
async def test_of_what_could_not_be_said_the_newest_is_kept(
    meanwhile: int, old: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Radio, "KEPT", 4)
    on_air = Radio("redis://127.0.0.1:9")
    on_air.tasks[0].cancel()  # nobody listens here
    await asyncio.sleep(0)
    try:
        deaf = Deaf(on_air, meanwhile)
        on_air.redis, on_air.on = deaf, True  # type: ignore[assignment]
        for number in range(4):
            on_air.say("pond", f"old {number}")
        async with asyncio.timeout(5):
            while not deaf.tries:
                await asyncio.sleep(0)
        kept = [text for _channel, text in on_air.unsaid]
        assert kept == [f"old {number}" for number in old] + [f"new {number}" for number in range(meanwhile)][-4:]
    finally:
        for task in on_air.tasks:
            task.cancel()
        await asyncio.gather(*on_air.tasks, return_exceptions=True)


async def test_a_word_on_its_way_to_the_screens_is_not_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for something that nobody else holds is garbage to Python unless its task is kept."""
    arrived: list[str] = []

    class Layer:
        async def group_send(self, group: str, message: dict[str, Any]) -> None:
            gate = asyncio.get_running_loop().create_future()
            gates.append(weakref.ref(gate))
            await gate
            arrived.append(group)

    gates: list[weakref.ref[asyncio.Future[None]]] = []
    monkeypatch.setattr(screens, "get_channel_layer", Layer)
    screens.heard(json.dumps({"from": "another process", "group": "notices.7", "message": {}}))
    await asyncio.sleep(0)
    gc.collect()
    gate = gates[0]()
    assert gate is not None, "the task and all it waited for were thrown away"
    gate.set_result(None)
    del gate
    await asyncio.sleep(0.01)
    assert arrived == ["notices.7"]
    assert not screens._on_the_way
