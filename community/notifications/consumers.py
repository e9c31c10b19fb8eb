"""The reader's own notices, counted live."""

from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from community.notifications.queries import unread_of
from community.notifications.rules import group_of
from tadpole.accounts.queries import session_digest
from tadpole.events.held import Held, Holder, hold, leave

SIGN_IN_FIRST = 4401


class NoticesConsumer(AsyncJsonWebsocketConsumer):
    """Says {"unread": n} when opened and whenever that changes. Refuses everybody who is not signed in (4401)."""

    group = ""
    held: Held | None = None

    async def connect(self) -> None:
        user = self.scope.get("user")
        if user is None or not user.is_authenticated:
            await self.accept()  # a refused handshake has no code that a page could read
            await self.close(code=SIGN_IN_FIRST)
            return
        self.group = group_of(user.pk)
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()
        key = self.scope["session"].session_key if "session" in self.scope else None
        self.held = Held(Holder(user.pk, session_digest(key)), self.let_go)
        hold(self.held)
        await self.send_json({"unread": await database_sync_to_async(unread_of)(user.pk)})

    async def disconnect(self, code: int) -> None:
        await self.leave()

    async def let_go(self) -> None:
        """The session has ended: the person's notices come to this screen no more."""
        await self.leave()
        await self.close(code=SIGN_IN_FIRST)

    async def leave(self) -> None:
        if self.held is not None:
            leave(self.held)
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)
            self.group = ""

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any) -> None:
        """Whatever is sent is not even read."""

    async def notices_changed(self, message: dict[str, Any]) -> None:
        if self.group:
            await self.send_json({"unread": message["unread"]})
