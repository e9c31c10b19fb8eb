"""Live sessions for tests, made through the actions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from community.live import actions
from community.live.models import Comment, LiveSession


def a_session(
    *, by: Any, title: str = "湿疹的冬天，边看边问", description: str = "保湿多少算够。", hours: float = 2
) -> LiveSession:
    """`by` is a verified expert; `hours` from now."""
    return actions.schedule(
        by=by, title=title, description=description, scheduled_at=timezone.now() + timedelta(hours=hours)
    )


def on_air(*, by: Any, **words: Any) -> LiveSession:
    return actions.start(by=by, session_id=a_session(by=by, **words).pk)


def a_replay(*, by: Any, minutes: int = 40, **words: Any) -> LiveSession:
    """Over now, begun `minutes` ago."""
    session = on_air(by=by, **words)
    LiveSession.objects.filter(pk=session.pk).update(started_at=timezone.now() - timedelta(minutes=minutes))
    return actions.end(by=by, session_id=session.pk)


def comments(session: LiveSession, *, by: Any, offsets: Any, text: str = "第 {n} 句") -> list[Comment]:
    """Stored lines at these milliseconds."""
    rows = [
        Comment(pk=actions.new_id(), session=session, author=by, text=text.format(n=n), offset_ms=offset)
        for n, offset in enumerate(offsets, 1)
    ]
    Comment.objects.bulk_create(rows)
    actions.recount_comments(session_id=session.pk)
    return rows
