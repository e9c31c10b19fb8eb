"""The sockets of one session in this process."""

import asyncio
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from community.live import rules
from community.live.hub.seat import Seat, closed, encoded
from community.live.rules import Line, RoomState

RECENT = 200


class Room:
    """The sockets of one session in this process, and what waits for the next tick."""

    TICK, TICK_OF_MANY, MANY = 0.05, 0.1, 500
    SKIPS, SLICE, CAP, COUNT_EVERY = 50, 128, 60, 2.0

    def __init__(self, state: RoomState) -> None:
        self.state = state
        self.seats: dict[int, Seat] = {}
        self.recent: deque[Line] = deque(state.past, maxlen=RECENT)
        self.lines: list[Line] = []
        self.words: list[dict[str, Any]] = []
        self.wake = asyncio.Event()
        self.frames = self.behind = self.dropped = self.cut = 0
        self.told, self.told_at = -1, -self.COUNT_EVERY
        self.counting: asyncio.TimerHandle | None = None
        self.is_closed = False
        self.task = asyncio.create_task(self.run())

    @property
    def tick(self) -> float:
        return self.TICK if len(self.seats) < self.MANY else self.TICK_OF_MANY

    def join(self, seat: Seat, after: int = 0) -> None:
        """Sit down, and be given what was said before (`after`: the last id this screen has)."""
        self.seats[id(seat)] = seat
        lines = [line for line in self.recent if line.id > after][-(RECENT if after else rules.PAST_SHOWN) :]
        on_air, state = self.state.on_air, self.state
        now = rules.offset(state.started_at, state.ended_at or datetime.now(UTC))
        hello = {"past": rules.screened(lines, 1_000), "viewers": len(self.seats), "on": int(on_air), "now": now}
        self.offer(seat, {"type": "websocket.send", "text": encoded([hello])})
        self.wake.set()

    def leave(self, seat: Seat) -> None:
        seat.drop()
        self.seats.pop(id(seat), None)
        self.wake.set()

    def say(self, line: Line) -> None:
        if any(line.id == known.id for known in self.recent):
            return  # stored by a form while this room was being opened
        self.recent.append(line)
        self.lines.append(line)
        self.wake.set()

    def tell(self, word: dict[str, Any]) -> None:
        """Something that is no comment: a hidden one, the start, the end."""
        if "hide" in word:
            kept = [line for line in self.recent if line.id != word["hide"]]
            self.recent = deque(kept, maxlen=RECENT)
            self.lines = [line for line in self.lines if line.id != word["hide"]]
        self.words.append(word)
        self.wake.set()

    def turn(self, started_at: datetime | None, ended_at: datetime | None) -> None:
        """The session began, or is over."""
        self.state = replace(self.state, started_at=started_at, ended_at=ended_at)
        self.tell({"ended": 1} if ended_at else {"started": 1})

    async def run(self) -> None:
        """The first word after silence leaves at once; what comes within a tick leaves together. Overload stretches the tick."""
        loop = asyncio.get_running_loop()
        while True:
            await self.wake.wait()
            self.wake.clear()
            began = loop.time()
            if frame := self.next_frame(began):
                await self.fan({"type": "websocket.send", "text": frame})
                await asyncio.sleep(max(0.0, self.tick - (loop.time() - began)))

    def next_frame(self, now: float) -> str:
        """All that waits, encoded once for everybody; empty when nothing does."""
        lines, self.lines, words, self.words = self.lines, [], self.words, []
        shown = rules.screened(lines)
        if len(shown) > self.CAP:
            self.dropped += len(shown) - self.CAP
            shown = shown[-self.CAP :]
        parts = [*words, *shown]
        if len(self.seats) != self.told:
            if now - self.told_at >= self.COUNT_EVERY:
                self.told, self.told_at = len(self.seats), now
                parts.append({"viewers": self.told})
            elif self.counting is None:
                rest = self.told_at + self.COUNT_EVERY - now
                self.counting = asyncio.get_running_loop().call_later(rest + 0.01, self.count_again)
        return encoded(parts) if parts else ""

    def count_again(self) -> None:
        self.counting = None
        self.wake.set()

    async def fan(self, message: dict[str, Any]) -> None:
        self.frames += 1
        for number, seat in enumerate(list(self.seats.values()), 1):
            self.offer(seat, message)
            if number % self.SLICE == 0:
                await asyncio.sleep(0)  # lets reads, pings and pages in

    def offer(self, seat: Seat, message: dict[str, Any]) -> None:
        try:
            if not seat.offer(message):
                self.behind += 1
                if seat.skipped > self.SKIPS:
                    self.cut_off(seat)
        except Exception:  # noqa: BLE001  a socket that is gone says so in its own way
            self.leave(seat)

    def cut_off(self, seat: Seat) -> None:
        """It did not read for SKIPS ticks. Its page comes back by itself and is given what it missed."""
        self.cut += 1
        self.leave(seat)
        asyncio.create_task(closed(seat.send))  # noqa: RUF006  ends by itself within a second

    def close(self) -> None:
        self.is_closed = True
        if self.counting is not None:
            self.counting.cancel()
        self.task.cancel()
