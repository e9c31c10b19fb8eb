"""The hub alone: one frame a tick, equal lines as one, and nobody waits for a slow socket."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from community.live.hub import Hub, News, Room, Seat
from community.live.hub import room as rooms
from community.live.rules import Line, RoomState

STARTED = datetime(2026, 11, 22, tzinfo=UTC)


def line(number: int, text: str = "", host: bool = False) -> Line:
    return Line(number, 1, 7, "阿芷", text or f"第 {number} 句", number * 10, host)


class Socket:
    """Takes frames, or (stuck) none at all."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.free = asyncio.Event()
        self.free.set()

    async def send(self, event: dict[str, Any]) -> None:
        await self.free.wait()
        self.events.append(event)

    @property
    def parts(self) -> list[dict[str, Any]]:
        return [part for event in self.events if "text" in event for part in json.loads(event["text"])]

    @property
    def said(self) -> list[str]:
        return [part["x"] for part in self.parts if "ids" in part]


@pytest.fixture
async def room(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(Room, "TICK", 0.01)
    made = Room(RoomState(1, 9, STARTED, None))
    yield made
    made.close()


async def passing(seconds: float) -> None:
    """That much time in small steps: on a loaded machine one long sleep may end in the turn of the loop in which what it waits for begins."""
    for _ in range(max(3, round(seconds / 0.002))):
        await asyncio.sleep(0.002)


def seated(room: Room, socket: Socket) -> Seat:
    seat = Seat(socket.send)
    room.join(seat)
    return seat


async def test_what_comes_within_a_tick_leaves_as_one_frame_and_equal_lines_as_one(room: Room) -> None:
    socket = Socket()
    seated(room, socket)
    await passing(0.03)
    before = len(socket.events)
    for number, text in enumerate(["听懂了", "聽懂了", "谢谢老师", "听懂了"], 1):
        room.say(line(number, text))
    room.say(line(5, "听懂了", host=True))
    await passing(0.03)
    assert len(socket.events) == before + 1
    shown = [part for part in socket.parts if "ids" in part]
    assert [(one["x"], one.get("times"), one["ids"]) for one in shown] == [
        ("听懂了", 3, [1, 2, 4]),
        ("谢谢老师", None, [3]),
        ("听懂了", None, [5]),
    ]


async def test_a_frame_is_encoded_once_however_many_watch(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    sockets = [Socket() for _ in range(50)]
    for socket in sockets:
        seated(room, socket)
    await passing(0.03)
    calls, real = [], rooms.encoded
    monkeypatch.setattr(rooms, "encoded", lambda parts: calls.append(parts) or real(parts))
    room.say(line(1))
    await passing(0.05)
    assert len(calls) == 1
    last = {id(socket.events[-1]["text"]) for socket in sockets}
    assert len(last) == 1
    assert all(socket.said == ["第 1 句"] for socket in sockets)


async def test_the_first_line_after_silence_leaves_at_once() -> None:
    slow = Room(RoomState(1, 9, STARTED, None))
    slow.TICK = 0.5
    socket = Socket()
    seated(slow, socket)
    await passing(0.6)
    slow.say(line(1))
    await passing(0.02)
    assert socket.said == ["第 1 句"]
    slow.close()


async def test_who_does_not_read_is_skipped_then_cut_and_nobody_else_notices(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Room, "SKIPS", 5)
    quick, stuck = Socket(), Socket()
    seated(room, quick)
    seat = seated(room, stuck)
    await passing(0.03)
    stuck.free.clear()
    for number in range(1, 13):
        room.say(line(number))
        await passing(0.015)
    assert quick.said == [f"第 {number} 句" for number in range(1, 13)]
    assert id(seat) not in room.seats
    assert (room.cut, room.behind >= 5) == (1, True)
    assert seat.on_its_way is not None
    assert seat.on_its_way.cancelled() or seat.on_its_way.done(), "one frame at most waited for it"


async def test_who_reads_late_gets_on_with_the_newest(room: Room) -> None:
    late = Socket()
    seat = seated(room, late)
    await passing(0.03)
    late.free.clear()
    for number in (1, 2, 3):
        room.say(line(number))
        await passing(0.015)
    late.free.set()
    await passing(0.02)
    room.say(line(4))
    await passing(0.03)
    assert late.said == ["第 1 句", "第 4 句"]
    assert seat.skipped == 0


async def test_a_socket_that_is_gone_leaves_the_room(room: Room) -> None:
    async def gone(event: dict[str, Any]) -> None:
        raise ConnectionError

    other = Socket()
    seated(room, other)
    room.join(Seat(gone))
    room.say(line(1))
    await passing(0.03)
    assert len(room.seats) == 1
    assert other.said == ["第 1 句"]


async def test_a_tick_carries_no_more_than_can_be_read(room: Room) -> None:
    socket = Socket()
    seated(room, socket)
    await passing(0.03)
    for number in range(500):
        room.say(line(number + 1))
    await passing(0.03)
    assert len(socket.said) == Room.CAP
    assert room.dropped == 500 - Room.CAP


async def test_joins_are_counted_and_told_rarely(room: Room) -> None:
    socket = Socket()
    seated(room, socket)
    await passing(0.03)
    for _ in range(20):
        seated(room, Socket())
        await passing(0.002)
    assert len([part for part in socket.parts if "viewers" in part and "past" not in part]) == 1


async def test_many_first_viewers_ask_the_database_once() -> None:
    asked: list[int] = []

    def load(session_id: int) -> RoomState | None:
        asked.append(session_id)
        return RoomState(session_id, 9, STARTED, None)

    house = Hub(load, lambda lines: None)
    sockets = [Socket() for _ in range(30)]
    seats = [Seat(socket.send) for socket in sockets]
    made = await asyncio.gather(*(house.sit(5, seat) for seat in seats))
    assert asked == [5]
    assert len({id(one) for one in made}) == 1
    for seat in seats:
        house.leave(made[0], seat)
    assert house.rooms == {}
    await house.close()


async def test_what_was_said_is_stored_when_the_server_stops() -> None:
    kept: list[int] = []
    house = Hub(
        lambda session_id: RoomState(session_id, 9, STARTED, None), lambda lines: kept.extend(one.id for one in lines)
    )
    room = await house.sit(1, Seat(Socket().send))
    assert room is not None
    for number in range(5):
        house.say(room, line(number))
    await house.close()
    assert kept == list(range(5))


async def test_the_number_comes_also_after_a_tick_that_carried_words(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Room, "COUNT_EVERY", 0.1)
    socket = Socket()
    seated(room, socket)
    await passing(0.03)
    seated(room, Socket())
    room.say(line(1))
    await passing(0.2)
    assert [part["viewers"] for part in socket.parts if "viewers" in part and "past" not in part] == [1, 2]


async def test_a_line_that_is_heard_again_is_not_shown_again_nor_said_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Room, "TICK", 0.01)
    told: list[News] = []
    room = Room(RoomState(1, 9, STARTED, None, [line(1)]), told.append)
    socket = Socket()
    seated(room, socket)
    room.say(line(2))
    for _time in range(2):
        room.hear(News(lines=[line(1), line(2), line(3)], process="another"))
    room.catch_up(RoomState(1, 9, STARTED, None, [line(number) for number in range(1, 5)]))
    await passing(0.05)
    assert socket.said == ["第 2 句", "第 3 句", "第 4 句"]
    assert [one.id for news in told for one in news.lines] == [2], "only what was said here is told to the others"
    room.close()


async def test_equal_lines_of_several_processes_are_one_with_their_number(room: Room) -> None:
    socket = Socket()
    seated(room, socket)
    await passing(0.03)
    room.say(line(1, "听懂了"))
    room.hear(News(lines=[line(2, "聽懂了"), line(3, "听懂了")], process="another"))
    await passing(0.03)
    assert [(part["x"], part["times"]) for part in socket.parts if "ids" in part] == [("听懂了", 3)]


async def test_what_staff_hid_meanwhile_leaves_the_screens_and_does_not_come_back(room: Room) -> None:
    socket = Socket()
    seated(room, socket)
    room.say(line(1))
    room.catch_up(RoomState(1, 9, STARTED, None, [], frozenset({1, 7})))
    room.hear(News(lines=[line(1)], process="another"))
    await passing(0.03)
    assert [part["hide"] for part in socket.parts if "hide" in part] == [1]
    late = Socket()
    seated(room, late)
    assert late.parts[0]["past"] == []


async def test_viewers_of_a_process_that_is_silent_vanish() -> None:
    told: list[News] = []
    room = Room(RoomState(1, 9, STARTED, None), told.append)
    seated(room, Socket())
    now = room.loop.time()
    room.beat(now)
    assert [news.seats for news in told] == [1]
    room.hear(News(seats=40, process="another"))
    room.hear(News(seats=2, process="a third"))
    assert room.viewers == 43
    room.beat(now + 1)
    assert [news.seats for news in told] == [1, 1], "who is new is told at once"
    room.hear(News(seats=0, process="a third"))
    assert room.viewers == 41
    room.beat(now + Room.SEATS_LAST + 1)
    assert room.viewers == 1
    room.close()


async def test_the_end_is_told_once_however_it_is_heard(room: Room) -> None:
    socket = Socket()
    seated(room, socket)
    over = datetime(2026, 11, 22, 1, tzinfo=UTC)
    for _time in range(2):
        room.hear(News(turn=(STARTED, over), process="another"))
    room.catch_up(RoomState(1, 9, STARTED, over))
    await passing(0.03)
    assert [part for part in socket.parts if "ended" in part] == [{"ended": 1}]
