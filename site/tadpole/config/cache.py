"""The cache on Redis, for a Redis that may be away, emptied or back again at any moment.

Away: reads find nothing (sessions are read from the database, pages are made anew), and limits are counted in this process:
neither open for everybody nor closed for everybody. What was written or deleted meanwhile is deleted as soon as Redis is
back, so that it cannot answer with what was true before: a session that ended while Redis was away stays ended.
"""

from threading import Lock
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django_redis.cache import RedisCache
from django_redis.exceptions import ConnectionInterrupted
from django_redis.pool import ConnectionFactory

from tadpole.events.connections import FUSE, connection_options

LIMITS = ("pace:", "allauth")
"""Keys of limits, and of the one-time codes that were used."""
MOST_MISSED = 20_000
_missed: dict[tuple[str, str, int | None], None] = {}
_one_at_a_time = Lock()


class Connections(ConnectionFactory):
    """django-redis' pools, one a process and address, of connections that do not keep a request waiting."""

    def make_connection_params(self, url: str) -> dict[str, Any]:
        return {**super().make_connection_params(url), **connection_options(url)}


class Cache(RedisCache):
    """django-redis' backend. Django makes one for each thread, so what was missed is kept by the process."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.name = str(params.get("KEY_PREFIX", ""))
        self.here = LocMemCache(f"instead-of-redis:{self.name}", {"OPTIONS": {"MAX_ENTRIES": 20_000}})

    def add(self, key: str, *args: Any, **kwargs: Any) -> Any:
        return self.asked("add", key, *args, **kwargs)

    def set(self, key: str, *args: Any, **kwargs: Any) -> Any:
        return self.asked("set", key, *args, **kwargs)

    def delete(self, key: str, *args: Any, **kwargs: Any) -> bool:
        return bool(self.asked("delete", key, *args, **kwargs))

    def incr(self, key: str, *args: Any, **kwargs: Any) -> Any:
        return self.asked("incr", key, *args, **kwargs)

    def get(self, key: str, default: Any = None, version: int | None = None, client: Any = None) -> Any:
        found = self.asked("get", key, default, version=version)
        return default if found is None else found

    def asked(self, what: str, key: str, *args: Any, **kwargs: Any) -> Any:
        """Redis' answer; without Redis this process's own for a limit, and nothing for everything else."""
        try:
            self.make_up()
            return getattr(self.client, what)(key, *args, **kwargs)
        except ConnectionInterrupted:
            if key.startswith(LIMITS):
                return getattr(self.here, what)(key, *args, **kwargs)
            if what != "get" and len(_missed) < MOST_MISSED:
                _missed[self.name, key, kwargs.get("version")] = None
            return None

    def make_up(self) -> None:
        """Delete what Redis was not told of while it was away."""
        if not _missed or FUSE.blown:
            return
        with _one_at_a_time:
            for name, key, version in [] if FUSE.blown else [one for one in _missed if one[0] == self.name]:
                self.client.delete(key, version=version)
                del _missed[name, key, version]
