"""A socket without a browser. (channels.testing wants daphne, which we do not use.)"""

import json
from typing import Any

from asgiref.testing import ApplicationCommunicator


class Wire:
    """One client of a consumer or of the whole front door; `person` stands in for the session's user."""

    def __init__(
        self, application: Any, path: str, *, person: Any = None, headers: list[tuple[bytes, bytes]] | None = None
    ) -> None:
        path, _, query = path.partition("?")
        scope: dict[str, Any] = {
            "type": "websocket",
            "path": path,
            "query_string": query.encode(),
            "headers": headers or [],
            "subprotocols": [],
        }
        if person is not None:
            scope["user"] = person
        self.wire = ApplicationCommunicator(application, scope)

    async def open(self) -> dict[str, Any]:
        """Shake hands; what the server answered: websocket.accept, or websocket.close with its code."""
        await self.wire.send_input({"type": "websocket.connect"})
        return await self.wire.receive_output(timeout=5)

    async def heard(self) -> Any:
        """The next message, read as JSON; a websocket.close is given as it is."""
        event = await self.wire.receive_output(timeout=5)
        return event if event["type"] == "websocket.close" else json.loads(event.get("text") or event["bytes"])

    async def say(self, text: str) -> None:
        await self.wire.send_input({"type": "websocket.receive", "text": text})

    async def silent(self, seconds: float = 0.1) -> bool:
        """Whether nothing comes for so long."""
        return await self.wire.receive_nothing(timeout=seconds)

    async def close(self) -> None:
        await self.wire.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wire.wait(timeout=5)
