"""Once a second, in a process that serves sockets: its live rooms go into the figures, and it hears whether people may only read."""

import asyncio
import logging

from channels.db import database_sync_to_async

from community.live import hub
from tadpole.accounts.queries import standing
from tadpole.operations import metrics, switches

log = logging.getLogger(__name__)
ask_standing = database_sync_to_async(standing, thread_sensitive=False)


async def beat() -> None:
    """Until it is cancelled. Nothing that goes wrong here stops the sockets."""
    ask = database_sync_to_async(switches.state, thread_sensitive=False)
    while True:
        try:
            rooms, viewers = hub.watched()
            metrics.ROOMS.set(rooms)
            metrics.VIEWERS.set(viewers)
            await ask()
        except Exception:
            log.exception("the pulse missed a beat")
        await asyncio.sleep(1)
