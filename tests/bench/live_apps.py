"""Two small servers for the fan-out bench: our hub, and stock Channels as its documentation writes it. Run by uvicorn."""

# ruff: noqa: E402  Django must be set up before its models are imported

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadpole.config.settings.test")

import django

django.setup()

import json
from datetime import UTC, datetime

from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.conf import settings

from community.live.consumers import LiveConsumer
from community.live.hub import hub
from community.live.hub.seat import Seat
from community.live.rules import Line, RoomState

SESSION = 1
STARTED = datetime.now(UTC)
settings.RADIO_URL = os.environ.get("BENCH_RADIO", "")


def no_database(session_id: int) -> RoomState:
    """The same state whenever it is asked: nothing is to be caught up with."""
    return RoomState(session_id, 0, STARTED, None)


def not_stored(lines: list[Line]) -> None:
    """The bench measures fan-out; storing is one bulk insert a tick of 0.4 s on both sides of the comparison or on neither."""


class OurConsumer(LiveConsumer):
    """Our consumer's dispatch and hub, without tickets, pace and database: what is left is what stock does too."""

    async def connect(self) -> None:
        await self.accept()
        self.hub, self.seat = hub(no_database, not_stored), Seat(self.base_send)
        self.room = await self.hub.sit(SESSION, self.seat)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any) -> None:
        said = json.loads(text_data or "{}")
        assert self.room is not None
        self.hub.say(self.room, Line(said["id"], SESSION, 1, "阿芷在路上", said["say"], said["id"]))


class StockConsumer(AsyncJsonWebsocketConsumer):
    """Chat as in the Channels tutorial: group_add, group_send, send_json."""

    async def connect(self) -> None:
        await self.channel_layer.group_add("live", self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard("live", self.channel_name)

    async def receive_json(self, content: Any, **kwargs: Any) -> None:
        said = {"ids": [content["id"]], "t": content["id"], "x": content["say"], "by": "阿芷在路上", "u": 1}
        await self.channel_layer.group_send("live", {"type": "said", "said": said})

    async def said(self, event: dict[str, Any]) -> None:
        await self.send_json([event["said"]])


ours = OurConsumer.as_asgi()
stock = StockConsumer.as_asgi()
