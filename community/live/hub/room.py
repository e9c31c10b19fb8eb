"""The sockets of one session in this process."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from community.live import rules
from community.live.hub.news import News
from community.live.hub.seat import Seat, closed, encoded
from community.live.rules import RECENT, Line, RoomState


class Room:
    """The sockets of one session in this process, and what waits for the next tick.

    `tell_others` takes what other processes should hear of it: the lines said here, a message a tick, and how many are
    watching. What they say comes in by `hear`. Every line has an id and mostly its sender's key, and none is shown twice,
    however often it is heard or sent.
    """

    TICK, TICK_OF_MANY, MANY = 0.05, 0.1, 500
    SKIPS, SLICE, CAP, COUNT_EVERY = 50, 128, 60, 2.0
    KNOWN, SEATS_EVERY, SEATS_LAST = 2_000, 5.0, 15.0

    def __init__(self, state: RoomState, tell_others: Callable[[News], None] | None = None) -> None:
        self.state, self.tell_others = state, tell_others
        self.seats: dict[int, Seat] = {}
        self.recent: deque[Line] = deque(state.past, maxlen=RECENT)
        self.known = dict.fromkeys([*(line.id for line in state.past), *state.hidden])
        self.keys: dict[tuple[int | None, UUID | None], Line] = {
            (line.author_id, line.key): line for line in state.past if line.key
        }
        self.newest = max(self.known, default=0)
        self.lines: list[Line] = []
        self.said_here: list[Line] = []
        self.words: list[dict[str, Any]] = []
        self.others: dict[str, tuple[int, float]] = {}
        self.seats_told, self.seats_told_at = 0, float("-inf")
        self.once_more_at = float("inf")
        self.catching: asyncio.Task[None] | None = None
        self.wake = asyncio.Event()
        self.frames = self.behind = self.dropped = self.cut = 0
        self.told, self.told_at = -1, -self.COUNT_EVERY
        self.counting: asyncio.TimerHandle | None = None
        self.is_closed = False
        self.loop = asyncio.get_running_loop()
        self.caught_up_at = self.loop.time()
        self.set_clock()
        self.task = asyncio.create_task(self.run())

    @property
    def tick(self) -> float:
        return self.TICK if len(self.seats) < self.MANY else self.TICK_OF_MANY

    @property
    def viewers(self) -> int:
        """Here, and in the processes that were heard of lately."""
        return len(self.seats) + sum(count for count, _at in self.others.values())

    def set_clock(self) -> None:
        """The session's time goes on from here by the clock that never jumps, and not from before what was last said."""
        last = max((line.offset_ms for line in self.recent), default=0)
        self.began = self.loop.time() * 1000 - max(last, rules.offset(self.state.started_at, datetime.now(UTC)))

    def offset(self) -> int:
        """Milliseconds since the start; 0 before it, and what it was at the end after that."""
        if self.state.ended_at or not self.state.started_at:
            return rules.offset(self.state.started_at, self.state.ended_at or datetime.now(UTC))
        return int(self.loop.time() * 1000 - self.began)

    def join(self, seat: Seat, after: int = 0) -> None:
        """Sit down, and be given what was said before (`after`: the last id this screen has)."""
        self.seats[id(seat)] = seat
        lines = sorted((line for line in self.recent if line.id > after), key=lambda line: line.id)
        past = rules.screened(lines[-(RECENT if after else rules.PAST_SHOWN) :], 1_000)
        hello = {"past": past, "viewers": self.viewers, "on": int(self.state.on_air), "now": self.offset()}
        self.offer(seat, {"type": "websocket.send", "text": encoded([hello])})
        self.wake.set()

    def leave(self, seat: Seat) -> None:
        seat.drop()
        self.seats.pop(id(seat), None)
        self.wake.set()

    def say(self, line: Line) -> None:
        """Said here: for this process's screens and for the others'."""
        if self.take(line) and self.tell_others is not None:
            self.said_here.append(line)

    def said(self, author_id: int, key: UUID | None) -> Line | None:
        """The line that its author sent with this key before."""
        return self.keys.get((author_id, key))

    def take(self, line: Line) -> bool:
        """Show it with the next tick; False when it was heard before."""
        if line.id in self.known or (line.author_id, line.key) in self.keys:
            return False
        self.known[line.id] = None
        if line.key:
            self.keys[line.author_id, line.key] = line
            if len(self.keys) > self.KNOWN:
                del self.keys[next(iter(self.keys))]
        self.newest = max(self.newest, line.id)
        if len(self.known) > self.KNOWN:
            del self.known[next(iter(self.known))]
        self.recent.append(line)
        self.lines.append(line)
        self.wake.set()
        return True

    def hear(self, news: News) -> None:
        """From another process, or from a thread of this one."""
        for line in news.lines:
            self.take(line)
        for hidden in news.hide:
            self.hide(hidden)
        if news.turn is not None:
            self.turn(*news.turn)
        if news.seats is not None:
            if news.process not in self.others:
                self.seats_told_at = float("-inf")  # it does not know of us either
            self.others[news.process] = (news.seats, self.loop.time())
            self.wake.set()

    def hide(self, hidden: int) -> None:
        """Away from every screen, and not told to who comes later."""
        self.recent = deque([line for line in self.recent if line.id != hidden], maxlen=RECENT)
        self.lines = [line for line in self.lines if line.id != hidden]
        self.known[hidden] = None
        self.words.append({"hide": hidden})
        self.wake.set()

    def turn(self, started_at: datetime | None, ended_at: datetime | None) -> None:
        """The session began, or is over."""
        if (started_at, ended_at) == (self.state.started_at, self.state.ended_at):
            return
        self.state = replace(self.state, started_at=started_at, ended_at=ended_at)
        self.set_clock()
        self.words.append({"ended": 1} if ended_at else {"started": 1})
        self.wake.set()

    def catch_up(self, state: RoomState) -> None:
        """What the database knows and this room has not heard."""
        for line in state.past:
            self.take(line)
        for hidden in state.hidden & {line.id for line in self.recent}:
            self.hide(hidden)
        self.turn(state.started_at, state.ended_at)

    def beat(self, now: float) -> None:
        """Once a second: say how many watch here when that changed or was not said for long; forget processes that are silent."""
        if self.tell_others is None:
            return
        if now - self.seats_told_at >= self.SEATS_EVERY or len(self.seats) != self.seats_told:
            self.seats_told, self.seats_told_at = len(self.seats), now
            self.tell_others(News(seats=self.seats_told))
        self.others = {one: (count, at) for one, (count, at) in self.others.items() if now - at < self.SEATS_LAST}
        if self.viewers != self.told:
            self.wake.set()

    async def run(self) -> None:
        """The first word after silence leaves at once; what comes within a tick leaves together. Overload stretches the tick."""
        while True:
            await self.wake.wait()
            self.wake.clear()
            began = self.loop.time()
            if self.said_here and self.tell_others is not None:
                lines, self.said_here = self.said_here, []
                self.tell_others(News(lines=lines))
            if frame := self.next_frame(began):
                await self.fan({"type": "websocket.send", "text": frame})
                await asyncio.sleep(max(0.0, self.tick - (self.loop.time() - began)))

    def next_frame(self, now: float) -> str:
        """All that waits, encoded once for everybody; empty when nothing does."""
        lines, self.lines, words, self.words = self.lines, [], self.words, []
        shown = rules.screened(lines)
        if len(shown) > self.CAP:
            self.dropped += len(shown) - self.CAP
            shown = shown[-self.CAP :]
        parts = [*words, *shown]
        if self.viewers != self.told:
            if now - self.told_at >= self.COUNT_EVERY:
                self.told, self.told_at = self.viewers, now
                parts.append({"viewers": self.told})
            elif self.counting is None:
                rest = self.told_at + self.COUNT_EVERY - now
                self.counting = self.loop.call_later(rest + 0.01, self.count_again)
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
        if self.tell_others is not None:
            self.tell_others(News(lines=self.said_here, seats=0))
        if self.counting is not None:
            self.counting.cancel()
        self.task.cancel()
