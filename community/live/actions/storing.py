"""Keeping what was said through sockets: in batches, each line once."""

from dataclasses import replace
from functools import partial

from django.db import transaction
from django.db.models import F

from community.live.hub import News, announce
from community.live.models import Comment, LiveSession
from community.live.rules import Line
from tadpole.accounts.models import User


def store(lines: list[Line]) -> dict[int, int]:
    """Keep what was shown; the ids of those that are kept under another id than they were shown with.

    Doing it again, after an answer got lost, changes nothing. What its author sent before with the same key leaves the screens.
    """
    kept: dict[int, int] = {}
    with transaction.atomic():
        there = set(LiveSession.objects.filter(pk__in={line.session_id for line in lines}).values_list("pk", flat=True))
        people = set(
            User.objects.filter(is_active=True, pk__in={line.author_id for line in lines}).values_list("pk", flat=True)
        )
        fresh = [line for line in unstored(new_by_key(lines, kept), kept) if line.session_id in there]
        rows = [
            Comment(
                pk=one.id,
                session_id=one.session_id,
                author_id=one.author_id if one.author_id in people else None,
                text=one.text,
                offset_ms=one.offset_ms,
                key=one.key,
            )
            for one in fresh
        ]
        Comment.objects.bulk_create(rows)
        for session_id in sorted({line.session_id for line in fresh}):
            more = sum(line.session_id == session_id for line in fresh)
            LiveSession.objects.filter(pk=session_id).update(comments_count=F("comments_count") + more)
    return kept


def new_by_key(lines: list[Line], kept: dict[int, int]) -> list[Line]:
    """Those that their authors did not send before under another id; of the others `kept` learns the first one's id.

    A key that was used for other words is left away: they are a comment of their own.
    """
    rows = Comment.objects.filter(key__in=[line.key for line in lines if line.key])
    first = {
        tuple(named): (pk, text) for pk, text, *named in rows.values_list("pk", "text", "session", "author", "key")
    }
    fresh = []
    for line in lines:
        named = (line.session_id, line.author_id, line.key)
        pk, text = first.setdefault(named, (line.id, line.text)) if line.key else (line.id, line.text)
        if pk == line.id:
            fresh.append(line)
        elif text != line.text:
            fresh.append(replace(line, key=None))
        else:
            kept[line.id] = pk
            transaction.on_commit(partial(announce, line.session_id, News(hide=[line.id])), robust=True)
    return fresh


def unstored(lines: list[Line], kept: dict[int, int]) -> list[Line]:
    """Those that have no row yet. One whose id another process gave to another line in the same millisecond takes the next
    free one, and `kept` learns it."""
    fresh, waiting = [], [(line, line.id) for line in lines]
    while waiting:
        rows = Comment.objects.filter(pk__in=[line.id for line, _shown in waiting])
        known = {pk: same for pk, *same in rows.values_list("pk", "session", "text", "offset_ms")}
        fresh += [line for line, _shown in waiting if line.id not in known]
        kept |= {shown: line.id for line, shown in waiting if line.id != shown}
        waiting = [
            (replace(line, id=line.id + 1), shown)
            for line, shown in waiting
            if line.id in known and known[line.id] != [line.session_id, line.text, line.offset_ms]
        ]
    return fresh
