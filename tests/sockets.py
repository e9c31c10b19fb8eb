"""A socket without a browser. (channels.testing wants daphne, which we do not use.)"""

import json
from typing import Any

from asgiref.testing import ApplicationCommunicator
from channels.routing import URLRouter
from django.test import Client

from tadpole.config.sockets import routes


def session_key_of(person: Any) -> str | None:
    """The key of a session in which the person has just looked at a page; None of nobody."""
    if not person.is_authenticated:
        return None
    browser = Client()
    browser.force_login(person)
    browser.get("/account/")
    return browser.session.session_key


class Wire:
    """One client of a consumer or of the whole front door; `person` stands in for the session's user."""

    def __init__(
        self,
        application: Any,
        path: str,
        *,
        person: Any = None,
        headers: list[tuple[bytes, bytes]] | None = None,
        extensions: dict[str, Any] | None = None,
    ) -> None:
        path, _, query = path.partition("?")
        scope: dict[str, Any] = {
            "type": "websocket",
            "path": path,
            "query_string": query.encode(),
            "headers": headers or [],
            "subprotocols": [],
            "extensions": extensions or {},
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


class Screen(Wire):
    """A live session's viewer, who keeps what was heard."""

    def __init__(self, session_id: int, ticket: str = "", after: int = 0) -> None:
        super().__init__(URLRouter(routes), f"/ws/live/{session_id}/?ticket={ticket}&after={after}")
        self.parts: list[dict[str, Any]] = []

    async def enter(self) -> dict[str, Any]:
        """Shake hands; the first frame."""
        await self.open()
        heard = await self.heard()
        return heard[0] if isinstance(heard, list) else heard

    async def comment(self, text: str, key: str | None = None) -> dict[str, Any]:
        """Say it; what the server answers this screen alone."""
        await self.say(json.dumps({"say": text, "key": key}))
        return await self.answered()

    async def answered(self) -> dict[str, Any]:
        """What the server says to this screen alone; what everybody hears meanwhile is kept."""
        while isinstance(heard := await self.heard(), list):
            self.parts += heard
        return heard

    async def until(self, key: str) -> dict[str, Any]:
        """The next part with `key`."""
        while True:
            for part in self.parts:
                if key in part:
                    self.parts.remove(part)
                    return part
            self.parts += await self.heard()
