"""The cache on Redis, for a Redis that may be away, emptied or back again at any moment.

Away: reads find nothing (sessions are read from the database, pages are made anew), and limits are counted in this process:
neither open for everybody nor closed for everybody. What was written or deleted meanwhile is deleted as soon as Redis is
back, so that it cannot answer with what was true before: a session that ended while Redis was away stays ended.

Each process does so for what itself has missed: before it asks Redis anything again, and by itself within seconds. Until then
a process that Redis never was away for answers with the older value; and what a process missed that ended meanwhile, nobody
deletes: it lives until its time in Redis runs out.
"""

import time
from contextlib import suppress
from threading import Lock, Thread
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django_redis.cache import RedisCache
from django_redis.exceptions import ConnectionInterrupted
from django_redis.pool import ConnectionFactory
from redis.exceptions import RedisError

from tadpole.events.connections import FUSE, connection_options

LIMITS = ("pace:", "allauth")
"""Keys of limits, and of the one-time codes that were used."""
MOST_MISSED = 20_000
PIECE = 1_000  # keys that are deleted at once
AGAIN = 1.0  # seconds between two looks whether Redis is back
Missed = tuple[str, str, int | None]
_missed: dict[Missed, object] = {}
"""Cache, key and version → a mark of the last time that Redis was not told of it. Of every `set`: one that only puts back
what was just read cannot be told from one that changes it, and Redis may hold an older value for either."""
_overfull: dict[str, object] = {}
"""Caches of which so much was missed that all of it goes."""
_noting, _one_at_a_time = Lock(), Lock()
_hand: Thread | None = None


def note(missed: Missed) -> None:
    """Remember it, and see to it that somebody makes up for it."""
    global _hand
    name = missed[0]
    with _noting:
        if name in _overfull or (missed not in _missed and len(_missed) >= MOST_MISSED):
            _overfull[name] = object()
            for one in [one for one in _missed if one[0] == name]:
                del _missed[one]
        else:
            _missed[missed] = object()
        if _hand is None or not _hand.is_alive():
            _hand = Thread(target=catch_up, name="what Redis missed", daemon=True)
            _hand.start()


def catch_up() -> None:
    """In a thread of its own, until nothing is missed any more: also where nobody asks this process for anything."""
    global _hand
    while True:
        time.sleep(AGAIN)
        for one in caches.all():
            if isinstance(one, Cache):
                with suppress(ConnectionInterrupted):
                    one.make_up()
        with _noting:
            if not _missed and not _overfull:
                _hand = None
                return


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
            if what != "get":
                note((self.name, key, kwargs.get("version")))
            return None

    def make_up(self) -> None:
        """Delete what Redis was not told of. While that cannot be done nobody may ask: what it holds may be older."""
        if not _missed and not _overfull:
            return
        if FUSE.blown:
            raise ConnectionInterrupted(connection=None)
        with _one_at_a_time:
            with _noting:
                everything = _overfull.get(self.name)
                mine = [(one, mark) for one, mark in _missed.items() if one[0] == self.name]
            if everything is not None:
                self.let_go_of_all()
                with _noting:
                    if _overfull.get(self.name) is everything:
                        del _overfull[self.name]
            for version in {one[2] for one, _mark in mine}:
                these = [(one, mark) for one, mark in mine if one[2] == version]
                for start in range(0, len(these), PIECE):
                    self.let_go(these[start : start + PIECE], version)

    def let_go(self, these: list[tuple[Missed, object]], version: int | None) -> None:
        """Delete them; one that was missed again meanwhile stays noted."""
        self.client.delete_many([key for (_name, key, _version), _mark in these], version=version)
        with _noting:
            for one, mark in these:
                if _missed.get(one) is mark:
                    del _missed[one]

    def let_go_of_all(self) -> None:
        """Every key but the limits. (The client's own `clear` empties the whole database, with the broker's queues in it.)"""
        try:
            found = [key for key in self.client.iter_keys("*", itersize=PIECE) if not key.startswith(LIMITS)]
        except RedisError as problem:
            raise ConnectionInterrupted(connection=None) from problem
        for start in range(0, len(found), PIECE):
            self.client.delete_many(found[start : start + PIECE])
