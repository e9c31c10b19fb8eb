"""A word to open screens. Lossy by design: a screen that misses it reads the present state when it next asks.

Channels' in-memory layer is not woken by a send from another thread (tried: the message lay there until an
unrelated timer fired), so such sends are posted to the server's own loop, which the server leaves here.
"""

import asyncio
import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

log = logging.getLogger(__name__)
_server_loop: asyncio.AbstractEventLoop | None = None


def keep_loop(loop: asyncio.AbstractEventLoop | None) -> None:
    """Remember the server's loop (None when it stops)."""
    global _server_loop
    _server_loop = loop


def server_loop() -> asyncio.AbstractEventLoop | None:
    """The loop that serves the sockets of this process, if it serves any."""
    return _server_loop


def broadcast(group: str, message: dict[str, Any]) -> None:
    """Send `message` (with its `type`) to the open sockets of `group`, from any thread. Never raises."""
    layer = get_channel_layer()
    if layer is None:
        return
    try:
        if _server_loop is not None and _server_loop.is_running():
            asyncio.run_coroutine_threadsafe(layer.group_send(group, message), _server_loop)
        else:
            async_to_sync(layer.group_send)(group, message)
    except Exception:
        log.warning("nobody could be told of %s", group, exc_info=True)
