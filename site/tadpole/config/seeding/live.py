"""Three evenings: one on the air now, one over, one to come."""

from datetime import timedelta

from django.db import transaction

from community.live.actions import end, new_id, schedule, start, store
from community.live.models import Comment, LiveSession
from community.live.rules import Line
from tadpole.config.seeding.ground import Ground, Row, act, demo


def go_live(ground: Ground) -> None:
    """Scheduled and begun as hosts do it, then moved to the hours of their story."""
    with transaction.atomic():
        for row in ground.shown(
            sorted(demo("live", "sessions"), key=lambda row: row["starts_in_minutes"]), "live sessions"
        ):
            host, soon = ground.people[row["host"]], ground.now + timedelta(minutes=max(5, row["starts_in_minutes"]))
            session = act(schedule, by=host, title=row["title"], description=row["description"], scheduled_at=soon)
            LiveSession.objects.filter(pk=session.pk).update(cover=ground.pictures[row["cover"]], clip=row["clip"])
            if row["state"] != "scheduled":
                act(start, by=host, session_id=session.pk)
                say(ground, session, row)
            if row["state"] == "ended":
                act(end, by=host, session_id=session.pk)
            set_hours(ground, session, row)


def say(ground: Ground, session: LiveSession, row: Row) -> None:
    """The comments, each at its place of the session."""
    lines = []
    for one in row["comments"]:
        author = ground.people[one["author"]]
        lines.append(
            Line(
                new_id(),
                session.pk,
                author.pk,
                one["author"],
                one["text"],
                one["offset_ms"],
                author.pk == session.host_id,
            )
        )
    store(lines)


def set_hours(ground: Ground, session: LiveSession, row: Row) -> None:
    """When it was, or will be."""
    begun = ground.now + timedelta(minutes=row["starts_in_minutes"])
    hours = {"scheduled_at": begun, "created_at": min(begun, ground.now) - timedelta(days=4)}
    if row["state"] != "scheduled":
        hours["started_at"] = begun
    if row["state"] == "ended":
        hours["ended_at"] = begun + timedelta(minutes=row["lasts_minutes"])
    LiveSession.objects.filter(pk=session.pk).update(**hours)
    for comment in Comment.objects.filter(session=session):
        Comment.objects.filter(pk=comment.pk).update(created_at=begun + timedelta(milliseconds=comment.offset_ms))
