"""A fuse: when a server does not answer, one caller pays for finding out, and for some seconds nobody else asks."""

import logging
import time
from collections.abc import Callable

log = logging.getLogger(__name__)


class Fuse:
    """`blown` for `seconds` after `blow()`. Goes by the clock that never jumps. Safe from any thread: it holds one number."""

    def __init__(self, name: str, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.name, self.seconds, self.clock = name, seconds, clock
        self.until = float("-inf")

    @property
    def blown(self) -> bool:
        return self.clock() < self.until

    def blow(self, why: BaseException) -> None:
        """It failed just now. Said once in the log, however many were asking at that moment."""
        if not self.blown:
            log.warning("%s does not answer (%s); not asked again for %g s", self.name, why, self.seconds)
        self.until = self.clock() + self.seconds

    def mend(self) -> None:
        self.until = float("-inf")
