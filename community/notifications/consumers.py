"""The reader's own notices, counted live."""

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class NoticesConsumer(AsyncJsonWebsocketConsumer):
    """Refuses everybody who is not signed in."""

    async def connect(self) -> None:
        await self.close()
