"""The operator's list of pictures that are refused."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from media.screening.rules import hashes_in


def known_bad() -> frozenset[str]:
    """What is in the file TADPOLE_KNOWN_BAD_HASHES now; empty without one."""
    path: Path = settings.ENV.known_bad_hashes
    if not path.name:
        return frozenset()
    return read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def read(path: Path, changed: int) -> frozenset[str]:
    """`changed` makes a new version of the file be read again."""
    return hashes_in(path.read_text(encoding="utf-8", errors="replace"))
