"""The reader's own notices, counted live."""

from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from community.notifications.queries import unread_of
from community.notifications.rules import group_of

SIGN_IN_FIRST = 4401


class NoticesConsumer(AsyncJsonWebsocketConsumer):
    """Says {"unread": n} when opened and whenever that changes. Refuses everybody who is not signed in (4401)."""

    group = ""

    async def connect(self) -> None:
        user = self.scope.get("user")
        if user is None or not user.is_authenticated:
            await self.accept()  # a refused handshake has no code that a page could read
            await self.close(code=SIGN_IN_FIRST)
            return
        self.group = group_of(user.pk)
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()
        await self.send_json({"unread": await database_sync_to_async(unread_of)(user.pk)})

    async def disconnect(self, code: int) -> None:
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any) -> None:
        """Whatever is sent is not even read."""

    async def notices_changed(self, message: dict[str, Any]) -> None:
        await self.send_json({"unread": message["unread"]})
