"""What the rooms of one session tell each other between processes: written once, read once in each."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from community.live.rules import Line


@dataclass(frozen=True)
class News:
    """Lines said, ids hidden, the new (started_at, ended_at), and how many watch."""

    lines: Sequence[Line] = ()
    hide: Sequence[int] = ()
    turn: tuple[datetime | None, datetime | None] | None = None
    seats: int | None = None
    process: str = ""
    """Whose; empty: this one's."""


def channel_of(session_id: int) -> str:
    return f"live:{session_id}"


def packed(news: News, process: str) -> str:
    """As JSON, from `process`; only what there is."""
    parts: dict[str, object] = {"p": process}
    if news.lines:
        parts["l"] = [
            [line.id, line.session_id, line.author_id, line.name, line.text, line.offset_ms, line.host]
            for line in news.lines
        ]
        parts["k"] = [line.key and line.key.hex for line in news.lines]
    if news.hide:
        parts["h"] = list(news.hide)
    if news.turn:
        parts["t"] = [one and one.isoformat() for one in news.turn]
    if news.seats is not None:
        parts["n"] = news.seats
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> News:
    parts = json.loads(text)
    lines = parts.get("l", ())
    keys = parts.get("k") or [None] * len(lines)  # a process of the release before sends none
    started_at, ended_at = (one and datetime.fromisoformat(one) for one in parts.get("t", (None, None)))
    return News(
        lines=[Line(*[*line, UUID(key) if key else None]) for line, key in zip(lines, keys, strict=True)],
        hide=parts.get("h", ()),
        turn=(started_at, ended_at) if "t" in parts else None,
        seats=parts.get("n"),
        process=parts["p"],
    )
