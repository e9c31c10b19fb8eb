"""Hostile sockets, the same ones for the same seed: who opens which address with what, what is said, and how it ends."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from asgiref.testing import ApplicationCommunicator

from tests.fuzzing import HOSTILE, HUGE

DEFINED = {4401, 4403, 4404, 4429}
"""Codes that the site closes a socket with; 1000 is a refused handshake (the server answers 403)."""
HOLES = ("0", "-1", HUGE, "9" * 19, "abc", "%00", "\x00", "长", "١", "1/1", "..", "", "1 ", "1e3", "0x1")
KEYS = (
    "",
    "0",
    None,
    1,
    -1,
    1.5,
    [],
    {},
    True,
    "x" * 200,
    "\ud800",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    HUGE,
    10**30,
)
FRAMES: tuple[str | bytes, ...] = (
    *HOSTILE, "[" * 1_900, "{" * 1_900, '{"say":' * 280, '{"say": "' + "长" * 1_900, '{"say": "\\ud800"}', '{"say": "\\u0000"}',
    '{"say": NaN}', '{"say": -Infinity}', '{"say": 1e999}', '{"say": null, "key": null}', '{"say": ["x"]}', '{"say": {"say": "x"}}',
    '{"say": "x", "say": 1}', '{"SAY": "x"}', '"say"', "-0", "1" * 1_999, "\ufeff{}", '{"unread": 7}', '{"type": "notices.changed"}',
    '{"say": "' + "\\u202e" * 300 + '"}', '{"say": "e' + "\\u0301" * 300 + '"}', b"", b"\x00", b"\xff" * 4_000, b'{"say": "x"}', b"x" * 1_000_000,
)  # fmt: skip


@dataclass(frozen=True)
class Talk:
    """One socket. `frames` are sent at once, and `hasty` leaves before anything is answered."""

    role: str
    path: str
    query: str = ""
    headers: tuple[tuple[bytes, bytes], ...] = ()
    frames: Sequence[str | bytes] = ()
    hasty: bool = False

    def __str__(self) -> str:
        said = [one[:80] for one in self.frames]
        return f"{self.role}: {self.path!r} ?{self.query[:120]!r} {self.headers!r} {said!r} {'hasty' if self.hasty else ''}"


def a_frame(dice: Random) -> str | bytes:
    """Mostly what no page of ours would send; some are comments with something wrong in them."""
    if dice.random() < 0.5:
        return dice.choice(FRAMES)
    said: dict[str, Any] = {"say": dice.choice((*HOSTILE, "洗澡水要多热", 1, None, [], {}))}
    if dice.random() < 0.6:
        said["key"] = dice.choice(KEYS)
    if dice.random() < 0.2:
        said[dice.choice(("id", "by", "after", "ticket", "user_id"))] = dice.choice(HOSTILE)
    frame = json.dumps(said, ensure_ascii=dice.random() < 0.7)
    return frame.encode(errors="replace") if dice.random() < 0.1 else frame.encode(errors="replace").decode()


def a_talk(dice: Random, role: str, session_id: int, ticket: str) -> Talk:
    """`ticket` is the role's own, to be sent as it is, broken, or not at all."""
    place = dice.choice([str(session_id)] * 6 + list(HOLES))
    path = dice.choice(
        (f"/ws/live/{place}/", f"/ws/live/{session_id}/", f"/ws/live/{session_id}/", "/ws/notices/", f"/ws/{place}")
    )
    tickets = (ticket, ticket, ticket, "", ticket[:-2], ticket + "=", ticket.swapcase(), ":" * 30, *HOSTILE)
    asked = {"ticket": dice.choice(tickets), "after": dice.choice(("0", "0", *HOSTILE))}
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    headers = (
        (dice.choice((b"cookie", b"accept-language", b"sec-websocket-protocol", b"user-agent")), b"\xff\x00 //[ " * 3),
    )
    return Talk(
        role,
        path,
        dice.choice((query, query, query, "&" * 2_000, "ticket", "%" * 50, "after=-1")),
        headers if dice.random() < 0.2 else (),
        [a_frame(dice) for _ in range(dice.randint(0, 5))] * dice.choice((1, 1, 1, 12)),
        dice.random() < 0.25,
    )


async def held(application: Any, talk: Talk, headers: Sequence[tuple[bytes, bytes]], *, seconds: float = 10) -> str:
    """Hold this talk; what was wrong with it, or nothing. `headers` are the role's: where it comes from and its session."""
    scope = {
        "type": "websocket",
        "path": talk.path,
        "query_string": talk.query.encode(errors="replace"),
        "headers": [*headers, *talk.headers],
        "subprotocols": [],
        "extensions": {},
    }
    wire = ApplicationCommunicator(application, scope)
    try:
        async with asyncio.timeout(seconds):
            return await asked(wire, talk)
    except TimeoutError:
        return "it did not end"
    except Exception as fault:  # noqa: BLE001  whatever the server would write a traceback of
        return f"{type(fault).__name__}: {fault}"
    finally:
        wire.stop(exceptions=False)


async def asked(wire: ApplicationCommunicator, talk: Talk) -> str:
    """Open, say everything, leave; the first answer that is none."""
    await wire.send_input({"type": "websocket.connect"})
    answers = [] if talk.hasty else [await wire.receive_output(timeout=8)]
    for frame in talk.frames:
        kind = {"text": frame, "bytes": None} if isinstance(frame, str) else {"text": None, "bytes": frame}
        await wire.send_input({"type": "websocket.receive", **kind})
    if not talk.hasty:
        await asyncio.sleep(0.02)
    await wire.send_input({"type": "websocket.disconnect", "code": 1001})
    await wire.wait(timeout=8)
    while not wire.output_queue.empty():
        answers.append(wire.output_queue.get_nowait())
    wrong = [one for one in answers if not is_defined(one, accepted=answers[0]["type"] == "websocket.accept")]
    return f"answered {wrong[0]}" if wrong else ""


def is_defined(answer: dict[str, Any], *, accepted: bool) -> bool:
    """An acceptance, JSON, or the end with a code that a page knows."""
    if answer["type"] == "websocket.close":
        return answer.get("code", 1000) in (DEFINED if accepted else {1000})
    if answer["type"] == "websocket.send":
        json.loads(answer.get("text") or answer["bytes"])
        return True
    return bool(answer["type"] == "websocket.accept")
