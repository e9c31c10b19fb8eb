"""A word to open screens. Lossy by design: a screen that misses it reads the present state when it next asks.

A process that serves sockets gives the word to its own through Channels' in-memory layer. That layer is not woken by a
send from another thread (tried: the message lay there until an unrelated timer fired), so such sends are posted to the
server's own loop, which the server leaves here. The other processes hear it by radio, one subscription a process: Channels'
own Redis layer would make a connection for every word said from a thread, and wait for a Redis that hangs without end.
"""

import asyncio
import json
import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from tadpole.events import radio

log = logging.getLogger(__name__)
CHANNEL = "screens"
_server_loop: asyncio.AbstractEventLoop | None = None
_on_the_way: set[asyncio.Task[None]] = set()
"""A loop itself does not keep its tasks from being thrown away before they are done."""


def keep_loop(loop: asyncio.AbstractEventLoop | None) -> None:
    """Remember the server's loop (None when it stops)."""
    global _server_loop
    _server_loop = loop


def server_loop() -> asyncio.AbstractEventLoop | None:
    """The loop that serves the sockets of this process, if it serves any."""
    return _server_loop


def listen() -> None:
    """Let this process's sockets have the words of other processes. Called in the server's loop."""
    if on_air := radio.radio():
        on_air.tune(CHANNEL, heard, lambda: None)


def heard(text: str) -> None:
    """A word from another process, for those who are here."""
    word = json.loads(text)
    layer = get_channel_layer()
    if word["from"] != radio.ME and layer is not None:
        task = asyncio.get_running_loop().create_task(layer.group_send(word["group"], word["message"]))
        _on_the_way.add(task)
        task.add_done_callback(_on_the_way.discard)


def broadcast(group: str, message: dict[str, Any]) -> None:
    """Send `message` (with its `type`; plain values) to the open sockets of `group`, from any thread. Never raises."""
    try:
        if radio.address():
            radio.send(CHANNEL, json.dumps({"from": radio.ME, "group": group, "message": message}))
        here(group, message)
    except Exception:
        log.warning("nobody could be told of %s", group, exc_info=True)


def here(group: str, message: dict[str, Any]) -> None:
    """To the sockets of this process."""
    layer = get_channel_layer()
    if layer is None:
        return
    if _server_loop is not None and _server_loop.is_running():
        asyncio.run_coroutine_threadsafe(layer.group_send(group, message), _server_loop)
    elif not radio.address():
        async_to_sync(layer.group_send)(group, message)
