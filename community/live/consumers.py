"""A viewer's socket: who it is, what it says. What it hears comes from the hub."""

import asyncio
import json
import logging
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.utils import translation

from community.live import actions, queries
from community.live.hub import Hub, Room, Seat, hub
from community.live.rules import Speaker
from tadpole.accounts.actions import refuse_silenced as refuse_now
from tadpole.accounts.queries import standing
from tadpole.errors import Refused
from tadpole.events.held import Held, Holder, hold, leave

log = logging.getLogger(__name__)
BAD_TICKET, NOT_THERE, TOO_MUCH = 4403, 4404, 4429
LONGEST_MESSAGE = 2_000
MOST_REFUSED = 40
ask_standing = database_sync_to_async(standing)
refuse_silenced = database_sync_to_async(refuse_now)


class LiveConsumer(AsyncWebsocketConsumer):
    """Hears {"say": "…", "key": uuid}; answers {"ok": id} once it is stored, or {"error": sentence, "wait": seconds}.

    The same words sent again with the same key get the same id. Without a ticket a socket only watches.

    No channel layer and no thread hop per message: Channels' own dispatch goes through the one thread that all
    consumers share, so that one slow query anywhere would hold up every room.
    """

    channel_layer_alias = "live-none"
    speaker = Speaker()
    hub: Hub
    room: Room | None = None
    held: Held | None = None
    refused = 0

    async def dispatch(self, message: dict[str, Any]) -> None:
        await getattr(self, message["type"].replace(".", "_"))(message)

    async def connect(self) -> None:
        asked = parse_qs(self.scope.get("query_string", b"").decode("ascii", "ignore"))
        session_id = self.scope["url_route"]["kwargs"]["session_id"]
        ticket, after = asked.get("ticket", [""])[0], asked.get("after", ["0"])[0]
        speaker = queries.read_ticket(ticket, session_id) if ticket else Speaker()
        await self.accept()  # a refused handshake has no code that a page could read
        if speaker is None:
            await self.close(BAD_TICKET)
            return
        self.promising: set[asyncio.Task[None]] = set()
        self.speaker, self.seat = speaker, Seat(self.base_send, speaker.user_id)
        self.hub = hub(queries.room_state, actions.store)
        self.room = await self.hub.sit(
            session_id, self.seat, int(after) if after.isdecimal() and len(after) < 17 else 0
        )
        if self.room is None:
            await self.close(NOT_THERE)
        elif speaker.user_id:
            self.held = Held(Holder(speaker.user_id, speaker.session), self.let_go)
            hold(self.held)

    async def let_go(self) -> None:
        """The session has ended: nothing is said or heard any more under its name. The page asks for a new ticket."""
        self.speaker = Speaker(language=self.speaker.language)
        self.leave()
        await self.close(BAD_TICKET)

    def leave(self) -> None:
        if self.held is not None:
            leave(self.held)
        if self.room is not None:
            self.hub.leave(self.room, self.seat)
            self.room = None

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any) -> None:
        if self.room is None:
            return
        key = None
        try:
            text, key = said(text_data or "")
            if not await self.is_still_here():
                return
            with translation.override(self.speaker.language or None):
                stored = actions.say(by=self.speaker, hub=self.hub, room=self.room, text=text, key=key)
            stored.add_done_callback(self.promise)
        except Refused as refusal:
            if (kept := await self.kept_before(key)) is not None:
                await self.answer({"ok": kept})
            else:
                await self.answer({"error": str(refusal.sentence), "wait": getattr(refusal, "retry_after", 0)})
            await self.count_refusal()
        except ValueError:
            await self.count_refusal()

    async def kept_before(self, key: UUID | None) -> int | None:
        """The id of what may not be said now but was said with this key, when its answer got lost."""
        if key is None or self.room is None:
            return None
        find = database_sync_to_async(queries.kept_comment)
        kept = await find(self.speaker.user_id, self.room.state.session_id, key)
        return kept and kept.pk

    def promise(self, stored: "asyncio.Future[int]") -> None:
        """The line is stored, so whoever said it is told that it will be there: nothing after this can lose it."""
        if self.room is not None and not stored.cancelled():
            task = asyncio.create_task(self.answer({"ok": stored.result()}))
            self.promising.add(task)
            task.add_done_callback(self.promised)

    def promised(self, task: "asyncio.Task[None]") -> None:
        self.promising.discard(task)
        if not task.cancelled() and task.exception():
            log.debug("a socket that is gone could not be told that its line is stored")

    async def is_still_here(self) -> bool:
        """A ticket outlives what it was given for. Asks only when nobody has asked for all lately: before the first word."""
        if self.held is None:
            return True
        if not self.held.is_fresh and not self.held.take(await ask_standing([self.held.holder])):
            await self.let_go()
            return False
        if self.held.silent_until is not None:  # its end may have come: that is looked at once more
            with translation.override(self.speaker.language or None):
                await refuse_silenced(self.speaker.user_id)
        return True

    async def count_refusal(self) -> None:
        self.refused += 1
        if self.refused > MOST_REFUSED:
            await self.close(TOO_MUCH)

    async def answer(self, words: dict[str, Any]) -> None:
        await self.send(json.dumps(words, ensure_ascii=False))

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        self.leave()
        raise StopConsumer


def said(message: str) -> tuple[str, UUID | None]:
    """Words and key of {"say": "…", "key": "…"}, which a page of the release before does not give; ValueError for anything else."""
    if len(message) > LONGEST_MESSAGE:
        raise ValueError("too long for a comment of any kind")
    try:
        asked = json.loads(message)
    except RecursionError:  # brackets in brackets, a thousand deep
        raise ValueError("not a comment") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("say"), str):
        raise ValueError("not a comment")
    key = asked.get("key")
    return str(asked["say"]), UUID(str(key)) if key is not None else None
