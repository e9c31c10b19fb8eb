"""A web process that is told to stop leaves before it closes: no request may meet a socket that is just being closed.

For a few seconds it goes on answering, says 503 to /readyz, and answers 502 to readings of a front that says it can ask
another process (`X-Can-Ask-Another: 1`): nginx does so at once and sends no more here. Writings are done, never sent away:
a front does not send them twice.
"""

import mmap
import threading
from collections.abc import Callable, Iterable
from typing import Any

from granian.server import Server

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LEAVING = mmap.mmap(-1, 1)  # one byte that the parent and the worker it forks share


def leaving() -> bool:
    return LEAVING[0] == 1


class Leaving:
    """Around Django's application."""

    def __init__(self, inner: Wsgi) -> None:
        self.inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if leaving():
            reads = environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            if environ["PATH_INFO"] == "/readyz":
                start_response(
                    "503 Service Unavailable", [("Content-Type", "application/json"), ("Cache-Control", "no-store")]
                )
                return [b'{"ready": false, "parts": {"process": {"ok": false, "reason": "it is being stopped"}}}']
            if reads and environ.get("HTTP_X_CAN_ASK_ANOTHER"):
                start_response("502 Bad Gateway", [("Content-Type", "text/plain"), ("Cache-Control", "no-store")])
                return [b"Ask another process; this one is being stopped."]
        return self.inner(environ, start_response)


class LeavingServer(Server):  # type: ignore[misc, valid-type, unused-ignore]
    """Granian that leaves for `seconds` after SIGTERM, then stops; a second signal stops it at once."""

    seconds = 0.0

    def signal_handler_interrupt(self, *args: Any, **kwargs: Any) -> None:
        if leaving() or not self.seconds:
            super().signal_handler_interrupt(*args, **kwargs)
            return
        LEAVING[0] = 1
        later = threading.Timer(self.seconds, super().signal_handler_interrupt)
        later.daemon = True
        later.start()
