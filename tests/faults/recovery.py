"""How long it took until all was well again: kept in var/faults.jsonl, a line a fault, and printed. Nothing is asserted of it."""

import asyncio
import json
import sys
import time
from collections.abc import Callable

from tests.servers.process import ROOT

KEPT = ROOT / "var" / "faults.jsonl"


def until(true: Callable[[], object], seconds: float = 90) -> float:
    """Wait for it; how long it took."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, "it never came true"
        time.sleep(0.05)
    return time.monotonic() - began


async def until_heard(true: Callable[[], object], seconds: float = 90) -> None:
    """The same where what is waited for comes in the same loop."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        await asyncio.sleep(0.02)


def note(fault: str, seconds: float, **more: float) -> None:
    """`seconds`: from the moment that the cause was gone until a reader noticed nothing any more."""
    told = {"fault": fault, "seconds": round(seconds, 2), **{name: round(figure, 2) for name, figure in more.items()}}
    KEPT.parent.mkdir(exist_ok=True)
    with KEPT.open("a", encoding="utf-8") as kept:
        kept.write(json.dumps(told) + "\n")
    sys.stdout.write(f"\n{told}\n")
