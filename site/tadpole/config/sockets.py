"""Every socket's address. Live rooms ask a signed ticket instead of the session: no query for each of a thousand viewers."""

from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.security.websocket import OriginValidator, WebsocketDenier
from django.http import HttpRequest
from django.urls import path, re_path
from django.utils import translation
from django.utils.translation import gettext as _

from community.live.consumers import NOT_THERE, LiveConsumer
from community.notifications.consumers import NoticesConsumer
from tadpole.text.addresses import parsed


async def no_such_socket(scope: Any, receive: Any, send: Any) -> None:
    """Every other address: closed with a code that a page can read, as a refused handshake has none."""
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": NOT_THERE})


routes = [
    path("ws/notices/", AuthMiddlewareStack(NoticesConsumer.as_asgi())),
    path("ws/live/<row:session_id>/", LiveConsumer.as_asgi()),
    re_path("", no_such_socket),  # type: ignore[arg-type]
]


class FromHere(OriginValidator):
    """Sockets that another site opened stay outside; where the server can answer a handshake with words, it says why."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        headers = dict(scope.get("headers", []))
        if self.is_ours(headers.get(b"origin", b"").decode("latin1")):
            await self.application(scope, receive, send)
            return
        if "websocket.http.response" not in scope.get("extensions", {}):
            await WebsocketDenier()(scope, receive, send)
            return
        await receive()
        said = why(headers.get(b"accept-language", b"").decode("latin1")).encode()
        kind = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]
        await send({"type": "websocket.http.response.start", "status": 403, "headers": kind})
        await send({"type": "websocket.http.response.body", "body": said})

    def is_ours(self, origin: str) -> bool:
        """An address that is none (a port of letters, a bracket that stays open) is not ours either."""
        parts = parsed(origin)
        return bool(origin) and parts is not None and bool(self.valid_origin(parts))


def why(accept_language: str) -> str:
    """The refusal in the language the browser asks for."""
    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = accept_language
    with translation.override(translation.get_language_from_request(request)):
        return _("This connection was opened by another site, so it stays closed.")
