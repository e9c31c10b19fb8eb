"""Reading live sessions and their comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.kols.models import Kol
from community.kols.queries import verified_kol
from community.live import rules
from community.live.models import Comment, CommentQuerySet, LiveSession, LiveSessionQuerySet
from community.live.rules import Line, RoomState, Speaker
from community.moderation.rules import NEWCOMER, Subject
from community.profiles.models import Profile
from community.profiles.queries import follows, profile_or_none
from tadpole.accounts.models import User
from tadpole.accounts.queries import session_digest
from tadpole.errors import NotFound, Refused
from tadpole.ui.paging import KeyPage, page_by_key

Viewer = User | AnonymousUser
SIGNER = TimestampSigner(salt="live.ticket")
TICKET_LASTS = timedelta(hours=2)


def seen(viewer: Viewer) -> LiveSessionQuerySet:
    return LiveSession.objects.visible_to(viewer).select_related("host__user__profile", "cover")


def on_air(viewer: Viewer, most: int = 12) -> list[LiveSession]:
    """What can be watched now, the latest start first."""
    return list(seen(viewer).on_air().order_by("-started_at", "-pk")[:most])


def upcoming(viewer: Viewer, most: int = 12) -> list[LiveSession]:
    """What comes next, the soonest first."""
    return list(seen(viewer).coming(timezone.now()).order_by("scheduled_at", "pk")[:most])


def replays(viewer: Viewer, *, after: str | None = None, size: int = 12) -> KeyPage[LiveSession]:
    """What was, the latest first."""
    return page_by_key(seen(viewer).over(), order=("-ended_at", "-pk"), after=after, size=size)


def sessions_of(viewer: Viewer, host_id: int, most: int = 6) -> list[LiveSession]:
    """One host's sessions, the newest first."""
    return list(seen(viewer).filter(host=host_id).order_by("-scheduled_at", "-pk")[:most])


def own_sessions(by: User, *, after: str | None) -> KeyPage[LiveSession]:
    """What a host scheduled, whatever became of it."""
    return page_by_key(seen(by).filter(host=by.pk), order=("-scheduled_at", "-pk"), after=after, size=20)


def session_of(viewer: Viewer, session_id: int) -> LiveSession:
    found = seen(viewer).filter(pk=session_id).first()
    if found is None:
        raise NotFound(_("There is no such live session."))
    return found


def own_session(by: Viewer, session_id: int) -> LiveSession:
    """For its host; Refused for everybody else."""
    found = session_of(by, session_id)
    if found.host_id != by.pk:
        raise Refused(_("Only the host of this session can do that."))
    return found


def kept_session(session: LiveSession) -> dict[str, Any]:
    """What the form that changes a session shows, by field."""
    return {"title": session.title, "description": session.description, "scheduled_at": session.scheduled_at}


def host_or_refused(by: Viewer) -> Kol:
    """Who may host: people whose papers were checked."""
    found = verified_kol(by.pk) if by.is_authenticated else None
    if found is None:
        raise Refused(_("Only people whose papers were checked here can host a live session."))
    return found


@dataclass(frozen=True)
class SessionPage:
    """One session as its page shows it."""

    session: LiveSession
    host: Profile
    lines: list[Line]
    ticket: str
    own: bool
    followed: bool
    may_report: bool


def session_page(viewer: Viewer, session_id: int, key: str | None = None) -> SessionPage:
    """With its last comments (a replay: its first), so that the page says something without scripts."""
    session = session_of(viewer, session_id)
    lines = first_lines(session) if session.ended_at else last_lines(session)
    return SessionPage(
        session=session,
        host=session.host.user.profile,  # type: ignore[union-attr]
        lines=lines,
        ticket=ticket_for(viewer, session, key) if not session.ended_at else "",
        own=viewer.is_authenticated and session.host_id == viewer.pk,
        followed=follows(viewer, session.host_id or 0),
        may_report=viewer.is_authenticated,
    )


def spoken(session: LiveSession) -> CommentQuerySet:
    """What everybody may read of a session: hidden lines stay away even from staff here, as from every screen."""
    rows = Comment.objects.visible_to(AnonymousUser()).filter(session=session)
    return rows.select_related("author__profile")


def last_lines(session: LiveSession, most: int = rules.PAST_SHOWN) -> list[Line]:
    """The last lines, in the order they were said."""
    rows = list(spoken(session).order_by("-pk")[:most])
    return [line_of(row, session.host_id) for row in reversed(rows)]


def first_lines(session: LiveSession, most: int = rules.PAST_SHOWN) -> list[Line]:
    return [line_of(row, session.host_id) for row in spoken(session).order_by("offset_ms", "pk")[:most]]


def line_of(row: Comment, host_id: int | None) -> Line:
    profile = profile_or_none(row.author)
    here = row.author is not None and row.author.is_active and profile is not None
    name = profile.name if here and profile else _("Somebody who left")
    host = row.author_id == host_id
    return Line(row.pk, row.session_id, row.author_id, name, row.text, row.offset_ms, host, row.key)


def kept_comment(author_id: int, session_id: int, key: UUID | None) -> Comment | None:
    """What this person sent to the session with this key; None as well without one."""
    return Comment.objects.filter(session=session_id, author=author_id, key=key).first() if key and author_id else None


def pack(viewer: Viewer, session_id: int, *, start: int, end: int, after: str | None) -> dict[str, Any]:
    """Comments of a replay said from `start` to `end` (ms, end left out), equal ones within a second as one."""
    session = session_of(viewer, session_id)
    end = min(end, start + rules.PACK_MS)
    rows = spoken(session).filter(offset_ms__gte=start, offset_ms__lt=end)
    page = page_by_key(rows, order=("offset_ms", "pk"), after=after, size=rules.PACK)
    lines = [line_of(row, session.host_id) for row in page]
    return {"comments": rules.screened(lines, 1_000), "until": end, "next": page.next}


def room_state(session_id: int) -> RoomState | None:
    """What the hub asks when a room opens, and whenever it may have missed something."""
    session = seen(AnonymousUser()).filter(pk=session_id).first()
    if session is None or session.host_id is None:
        return None
    past = last_lines(session, rules.RECENT)
    hidden = Comment.objects.filter(session=session, pk__gte=past[0].id if past else 0).exclude(hidden_at=None)
    ids = frozenset(hidden.order_by("-pk").values_list("pk", flat=True)[: rules.RECENT])
    return RoomState(session.pk, session.host_id, session.started_at, session.ended_at, past, ids)


def speaker_of(viewer: Viewer, session: LiveSession, key: str | None = None) -> Speaker:
    """Who comments, as the socket knows them; `key` is that of the person's own session."""
    language = get_language() or ""
    if not isinstance(viewer, User):
        return Speaker(language=language)
    name = viewer.profile.name if profile_or_none(viewer) else ""
    new = timezone.now() - viewer.date_joined < NEWCOMER
    return Speaker(viewer.pk, name, session.host_id == viewer.pk, new, language, session_digest(key))


def ticket_for(viewer: Viewer, session: LiveSession, key: str | None) -> str:
    """Signed, for this person, signed in by the session with `key`, and this live session: a socket opens without asking the
    database who it is, and is asked after together with all others (`events.held`)."""
    return SIGNER.sign_object([session.pk, *speaker_of(viewer, session, key)], compress=True)


def read_ticket(ticket: str, session_id: int) -> Speaker | None:
    """None: forged, older than two hours, or of another session."""
    try:
        bound, *speaker = SIGNER.unsign_object(ticket, max_age=TICKET_LASTS)
        return Speaker(*speaker) if bound == session_id else None
    except (BadSignature, ValueError, TypeError):
        return None


def describe_comments(viewer: Viewer, ids: Sequence[str]) -> dict[str, Subject]:
    """For moderation: those of these comments that the viewer may see."""
    wanted = [int(one) for one in ids if one.isascii() and one.isdecimal() and len(one) < 19]
    rows = Comment.objects.visible_to(viewer).filter(pk__in=wanted).select_related("session")
    return {
        str(row.pk): Subject(row.session.title, row.text, f"/~/live/{row.session_id}/", row.author_id) for row in rows
    }
