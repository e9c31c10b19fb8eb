"""What hosts and viewers do in live sessions."""

import asyncio
import math
import time
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.live import rules
from community.live.actions.storing import store
from community.live.events import SessionEnded, SessionScheduled, SessionStarted
from community.live.hub import PACER, Hub, News, Room, announce
from community.live.models import Comment, LiveSession
from community.live.queries import (
    host_or_refused,
    kept_comment,
    kept_session,
    line_of,
    own_session,
    session_of,
    speaker_of,
)
from community.live.rules import Line, Speaker
from tadpole.accounts.actions import keep_pace
from tadpole.accounts.models import User
from tadpole.errors import Conflict, Invalid, NotFound, Refused, TooLarge, TooOften
from tadpole.events import publish
from tadpole.operations.switches import must_write
from tadpole.text import fits, line, lines, readable
from tadpole.ui.versions import refuse_changed

__all__ = [
    "change",
    "close_abandoned",
    "close_session",
    "comment",
    "end",
    "hide_comment",
    "leave_comments",
    "new_id",
    "recount_comments",
    "restore_comment",
    "say",
    "schedule",
    "start",
    "store",
]
_last_id = 0


def schedule(
    *, by: User, title: str, description: str, scheduled_at: datetime, token: UUID | None = None
) -> LiveSession:
    """Say when one will be live. The same form sent twice makes one session."""
    host = host_or_refused(by)
    words = checked(title, description, scheduled_at)
    if token and (known := LiveSession.objects.filter(token=token).first()):
        if known.host_id == host.pk:
            return known
        token = None
    keep_pace(by=by, doing="live", most=20, seconds=3600)
    try:
        with transaction.atomic():
            session = LiveSession.objects.create(host=host, token=token, **words)
            publish(SessionScheduled(session_id=session.pk, host_id=host.pk))
    except IntegrityError:  # the other click was a moment faster
        other = LiveSession.objects.filter(token=token, host=host).first() if token else None
        if other is None:
            raise
        return other
    return session


def change(
    *, by: User, session_id: int, title: str, description: str, scheduled_at: datetime, version: str = ""
) -> LiveSession:
    """Put words or hour right; after the start only the words. `version`: the digest of what the form showed; may raise Changed."""
    with transaction.atomic():
        LiveSession.objects.select_for_update(no_key=True).filter(pk=session_id).first()  # held before it is compared
        session = own_session(by, session_id)
        words = checked(
            title, description, session.scheduled_at if session.started_at else scheduled_at, session.scheduled_at
        )
        refuse_changed(version, stands=kept_session(session), wanted=words)
        LiveSession.objects.filter(pk=session.pk).update(**words)
        publish(SessionScheduled(session_id=session.pk, host_id=by.pk))
    return session_of(by, session_id)


def checked(title: str, description: str, scheduled_at: datetime, before: datetime | None = None) -> dict[str, object]:
    """What was typed, tidied; raises Invalid or TooLarge on the field at fault. An hour left as it was is not asked again."""
    title, description, now = line(title), lines(description), timezone.now()
    if readable(title) < rules.SHORTEST_TITLE:
        raise Invalid(_("Please say in a few words what it is about."), field="title")
    for field, text, most in (
        ("title", title, rules.LONGEST_TITLE),
        ("description", description, rules.LONGEST_DESCRIPTION),
    ):
        if not fits(text, most):
            raise TooLarge(_("At most %(most)d characters fit here.") % {"most": most}, field=field)
    if scheduled_at != before and scheduled_at < now - rules.LATE_BY:
        raise Invalid(_("That hour has passed. When will it be?"), field="scheduled_at")
    if scheduled_at > now + rules.FURTHEST:
        raise Invalid(_("That is more than half a year away. Please choose a nearer day."), field="scheduled_at")
    return {"title": title, "description": description, "scheduled_at": scheduled_at}


def start(*, by: User, session_id: int) -> LiveSession:
    """Go on air. A second time changes nothing; what is over does not begin again."""
    host_or_refused(by)
    with transaction.atomic():
        session = own_session(by, session_id)
        if session.ended_at:
            raise Conflict(_("This session is over. Schedule a new one."))
        now = timezone.now()
        if LiveSession.objects.filter(pk=session.pk, started_at=None).update(started_at=now):
            publish(SessionStarted(session_id=session.pk, host_id=by.pk))
            tell_room_of_state(session.pk)
    return session_of(by, session_id)


def end(*, by: User, session_id: int) -> LiveSession:
    """Go off air. A second time changes nothing; one must have begun."""
    session = own_session(by, session_id)
    if session.started_at is None:
        raise Conflict(_("This session has not begun yet."))
    close_session(session_id=session.pk)
    return session_of(by, session_id)


def close_session(*, session_id: int) -> None:
    """Write down the end and tell the screens. It did not end before what was last said in it, whatever the clock says."""
    with transaction.atomic():
        session = LiveSession.objects.on_air().annotate(last=Max("comments__offset_ms")).filter(pk=session_id).first()
        if session is None or session.started_at is None:
            return
        ended_at = max(timezone.now(), session.started_at + timedelta(milliseconds=session.last or 0))
        if LiveSession.objects.on_air().filter(pk=session_id).update(ended_at=ended_at):
            publish(SessionEnded(session_id=session_id, host_id=session.host_id))
            tell_room_of_state(session_id)


def close_abandoned() -> None:
    """End what is on air without a host: the person closed the account or is no expert any more."""
    nobody = Q(host=None) | Q(host__verified_at=None)
    for session_id in LiveSession.objects.on_air().filter(nobody).order_by("pk").values_list("pk", flat=True):
        close_session(session_id=session_id)


def close_forgotten(*, now: datetime) -> None:
    """End what has been on air for longer than anybody talks: its host left without saying so."""
    long_ago = LiveSession.objects.on_air().filter(started_at__lte=now - rules.LONGEST_ON_AIR)
    for session_id in long_ago.order_by("pk").values_list("pk", flat=True):
        close_session(session_id=session_id)


def tell_room_of_state(session_id: int) -> None:
    """The screens turn to the picture, or to the replay."""
    started_at, ended_at = LiveSession.objects.values_list("started_at", "ended_at").get(pk=session_id)
    transaction.on_commit(lambda: announce(session_id, News(turn=(started_at, ended_at))), robust=True)


def say(*, by: Speaker, hub: Hub, room: Room, text: str, key: UUID | None = None) -> asyncio.Future[int]:
    """A comment through a socket: shown with the next tick. Asks no database, waits for nobody.

    The future holds the comment's id once it is stored. The same words sent again with the same `key` are the same comment.
    """
    must_write()
    if known := room.said(by.user_id, key):
        if known.text == line(text):
            return hub.say(room, known)
        key = None  # other words: a comment of its own
    words = sayable(by, text, on_air=room.state.on_air)
    made, host = room.offset(), by.user_id == room.state.host_id
    said = Line(new_id(room.newest), room.state.session_id, by.user_id, by.name, words, made, host, key)
    return hub.say(room, said)


def comment(*, by: User, session_id: int, text: str, key: UUID | None = None) -> Comment:
    """The same through a form: stored at once, then shown."""
    session = session_of(by, session_id)
    if known := kept_comment(by.pk, session.pk, key):
        if known.text == line(text):
            return known
        key = None
    words = sayable(speaker_of(by, session), text, on_air=session.is_on_air)
    try:
        return stored_and_shown(by, session, words, key)
    except IntegrityError:  # the other click was a moment faster
        if known := kept_comment(by.pk, session.pk, key):
            return known
        raise


def stored_and_shown(by: User, session: LiveSession, words: str, key: UUID | None) -> Comment:
    with transaction.atomic():
        last = Comment.objects.filter(session=session).order_by("-pk").first()
        offset = max(rules.offset(session.started_at, timezone.now()), last.offset_ms if last else 0)
        pk = new_id(last.pk if last else 0)
        made = Comment(pk=pk, session=session, author=by, text=words, offset_ms=offset, key=key)
        made.save(force_insert=True)
        LiveSession.objects.filter(pk=session.pk).update(comments_count=F("comments_count") + 1)
        line = line_of(made, session.host_id)
        transaction.on_commit(lambda: announce(session.pk, News(lines=[line])), robust=True)
    return made


def sayable(by: Speaker, text: str, *, on_air: bool) -> str:
    """The words as they are shown; raises what stands against saying them."""
    if not by.user_id:
        raise Refused(_("Sign in to say something."))
    if not on_air:
        raise Conflict(_("Comments are open while the session is on air."))
    words = line(text)
    if not readable(words):
        raise Invalid(_("There is nothing to read in it yet."), field="text")
    if not fits(words, rules.LONGEST_COMMENT):
        raise TooLarge(_("At most %(most)d characters fit here.") % {"most": rules.LONGEST_COMMENT}, field="text")
    if wait := math.ceil(PACER.wait(by.user_id, by.newcomer)):
        message = ngettext(
            "Slowly, others want to be read too. In %(n)d second you can go on.",
            "Slowly, others want to be read too. In %(n)d seconds you can go on.",
            wait,
        )
        raise TooOften(message % {"n": wait}, retry_after=wait, field="text")
    return words


def new_id(heard: int = 0) -> int:
    """The next comment's id in this process, after the highest that was `heard` of.

    A thread that reads the same `_last_id` still differs by twelve bits of chance.
    """
    global _last_id
    _last_id = rules.next_id(max(_last_id, heard), time.time_ns() // 1_000_000)
    return _last_id


def leave_comments(*, user_id: int) -> None:
    """The account is closed: what was said in a session stays in its replay, but nobody said it."""
    with transaction.atomic():
        Comment.objects.filter(author=user_id).update(author=None)


def hide_comment(*, by: User, id: str) -> None:  # noqa: A002  moderation's own word
    """Out of everybody's sight, at once also on open screens; called by moderation, which asked who `by` is."""
    with transaction.atomic():
        row = Comment.objects.filter(pk=int(id)).first()
        if row is None:
            raise NotFound(_("That is not there any more."))
        if Comment.objects.filter(pk=row.pk, hidden_at=None).update(hidden_at=timezone.now()):
            LiveSession.objects.filter(pk=row.session_id).update(comments_count=F("comments_count") - 1)
        session_id, hidden = row.session_id, row.pk
        transaction.on_commit(lambda: announce(session_id, News(hide=[hidden])), robust=True)


def restore_comment(*, by: User, id: str) -> None:  # noqa: A002
    """Back in the list and the replay; open screens show it when they are next loaded."""
    with transaction.atomic():
        row = Comment.objects.filter(pk=int(id)).first()
        if row is None:
            raise NotFound(_("That is not there any more."))
        if Comment.objects.filter(pk=row.pk).exclude(hidden_at=None).update(hidden_at=None):
            LiveSession.objects.filter(pk=row.session_id).update(comments_count=F("comments_count") + 1)


def recount_comments(*, session_id: int) -> None:
    """Set the counter to what the rows say."""
    with transaction.atomic():
        LiveSession.objects.select_for_update(no_key=True).filter(pk=session_id).first()  # held before they are counted
        LiveSession.objects.filter(pk=session_id).update(
            comments_count=Comment.objects.filter(session=session_id, hidden_at=None).count()
        )
