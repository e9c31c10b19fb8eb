"""Pages, sockets and (embedded) tasks in one process."""

import asyncio
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadpole.config.settings.embedded")
pages = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings

from community.live import hub
from tadpole.config import pulse
from tadpole.config.sockets import FromHere, routes
from tadpole.events import held, radio, screens

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

ORIGINS = sorted({settings.ORIGIN, *settings.CSRF_TRUSTED_ORIGINS, *settings.EXTRA_ORIGINS})
HEALTH = ("/healthz", "/readyz", "/metrics")


async def sockets_only(scope: Scope, receive: Receive, send: Send) -> None:
    """Pages have processes of their own in the services profile; here is only what an operator asks this process itself."""
    if scope["path"] in HEALTH:
        await pages(dict(scope), receive, send)  # type: ignore[arg-type]
        return
    kind = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 404, "headers": kind})
    await send({"type": "http.response.body", "body": b"Only sockets live here."})


http = sockets_only if settings.PROFILE == "services" else pages
inner = ProtocolTypeRouter({"http": http, "websocket": FromHere(URLRouter(routes), ORIGINS)})


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Django refuses the lifespan protocol, so it is answered here."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    else:
        await inner(scope, receive, send)


async def lifespan(receive: Receive, send: Send) -> None:
    background = make_background()
    await receive()
    screens.keep_loop(asyncio.get_running_loop())
    screens.listen()
    if background is not None:
        await asyncio.to_thread(background.start)
    held.listen()
    beating = [asyncio.create_task(pulse.beat()), asyncio.create_task(held.look_after(pulse.ask_standing))]
    await send({"type": "lifespan.startup.complete"})
    await receive()
    for task in beating:
        task.cancel()
    await hub.close()
    await radio.close()
    if background is not None:
        await asyncio.to_thread(background.stop)
    screens.keep_loop(None)
    await send({"type": "lifespan.shutdown.complete"})


def make_background() -> Any:
    """The embedded profile's worker and beat; nothing where they run as processes of their own."""
    if settings.PROFILE != "embedded":
        return None
    from tadpole.config.embedded import Background

    return Background()
