"""Connections to Redis that do not hold up a request: half a second at most, and then not again while the fuse is blown.

One fuse for the whole process: what the cache found out, the radio need not find out again.
"""

from typing import Any

from redis.backoff import NoBackoff
from redis.connection import Connection, SSLConnection
from redis.exceptions import ConnectionError as Away
from redis.exceptions import TimeoutError as Late
from redis.retry import Retry

from tadpole.events.fuse import Fuse

FUSE = Fuse("Redis", 5.0)
PATIENCE = 0.5


class Fused:
    """What both kinds of connection do before and after each word."""

    def connect_check_health(self, *args: Any, **kwargs: Any) -> None:
        self.said(super().connect_check_health, *args, **kwargs)  # type: ignore[misc]

    def send_packed_command(self, *args: Any, **kwargs: Any) -> None:
        self.said(super().send_packed_command, *args, **kwargs)  # type: ignore[misc]

    def read_response(self, *args: Any, **kwargs: Any) -> Any:
        return self.said(super().read_response, *args, **kwargs)  # type: ignore[misc]

    def said(self, do: Any, *args: Any, **kwargs: Any) -> Any:
        if FUSE.blown:
            raise Away("not asked: it did not answer a moment ago")
        try:
            return do(*args, **kwargs)
        except (Away, Late, OSError) as problem:
            FUSE.blow(problem)
            raise


class FusedConnection(Fused, Connection):
    """redis://"""


class FusedSSLConnection(Fused, SSLConnection):
    """rediss://"""


def connection_options(address: str) -> dict[str, Any]:
    """Keyword arguments for a connection pool. No retries: the caller has something better to do than to wait."""
    return {
        "connection_class": FusedSSLConnection if address.startswith("rediss:") else FusedConnection,
        "socket_timeout": PATIENCE,
        "socket_connect_timeout": PATIENCE,
        "socket_keepalive": True,
        "retry": Retry(NoBackoff(), 0),
    }
