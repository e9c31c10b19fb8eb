"""Keeping the index like the rows. Nobody but listeners and the clock of a rebuild calls these; there is no `by`."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from campaigns.contests.models import ContestPage, Entry
from community.live.models import LiveSession
from community.notes.models import Note
from content.guides.models import GuidePage
from content.reviews.models import ReviewPage
from search.index.documents import SOURCES
from search.index.engines import engine

PIECE = 100


def refresh(kind: str, keys: Iterable[int | str]) -> None:
    """Read these things as they are now: keep what everybody may see, let go of the rest. Doing it again changes nothing."""
    wanted = [str(key) for key in keys]
    with engine().reading() as moment:
        documents = SOURCES[kind].present(wanted)
        there = {one.key for one in documents}
        engine().put(documents, moment=moment)
        engine().drop(kind, [key for key in wanted if key not in there], moment=moment)


def rebuild(progress: Callable[[str, int], None] = lambda kind, done: None) -> dict[str, int]:
    """Build a new index beside the one that answers, then swap. What changes meanwhile reaches both: each piece counts
    as read at the moment before it. `progress` is told of each piece; returns how many there are of each kind."""
    beside = engine().rebuild()
    counts = {}
    for kind, source in SOURCES.items():
        counts[kind] = after = 0
        while True:
            with engine().reading() as moment:
                documents, after = source.batch(after)
                beside.put(documents, moment=moment)
            if not after:
                break
            counts[kind] += len(documents)
            progress(kind, len(documents))
    beside.swap()
    return counts


def refresh_pages_of(user_id: int) -> None:
    """The guides and reviews that carry this person's name."""
    for kind, rows in (
        ("guide", GuidePage.objects.naming(user_id)),
        ("review", ReviewPage.objects.filter(author=user_id)),
    ):
        if keys := list(rows.values_list("pk", flat=True)):
            refresh(kind, keys)


def refresh_sessions_of(user_id: int) -> None:
    """What this person hosted carries their name, and may not be watched while nobody vouches for them; who left the
    house altogether is no host of anything any more."""
    rows = LiveSession.objects.filter(Q(host=user_id) | Q(host=None))
    if keys := list(rows.values_list("pk", flat=True)):
        refresh("live", keys)


def refresh_pages_without_people() -> None:
    """Guides and reviews whose author or expert left: which ones were theirs is not known any more."""
    nobody = Q(author=None) | Q(reviewer=None)
    for kind, rows in (("guide", GuidePage.objects.filter(nobody)), ("review", ReviewPage.objects.filter(author=None))):
        refresh_all(kind, rows)


def refresh_page(page_id: int, *, below: bool) -> None:
    """A page and what takes part in it, if it is a contest; `below`: those under it too."""
    place = Page.objects.filter(pk=page_id).values_list("path", flat=True).first()
    if place is None:
        return
    there = {"path__startswith" if below else "path": place}
    contests = ContestPage.objects.filter(**there).values("pk")
    refresh_all("guide", GuidePage.objects.filter(**there))
    refresh_all("review", ReviewPage.objects.filter(**there))
    refresh_all("entry", Entry.objects.filter(contest__in=contests))
    refresh_all("note", Note.objects.filter(entry__contest__in=contests))


def refresh_all(kind: str, rows: QuerySet[Any]) -> None:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), PIECE):
        refresh(kind, keys[start : start + PIECE])


def refresh_note_of(entry_id: int) -> None:
    """The note that takes part: others may read it while it does."""
    if keys := list(Entry.objects.filter(pk=entry_id).values_list("note", flat=True)):
        refresh("note", keys)


def refresh_entry_of(note_id: int) -> None:
    """The entry that this note is, if it is one."""
    if keys := list(Entry.objects.filter(note=note_id).values_list("pk", flat=True)):
        refresh("entry", keys)
