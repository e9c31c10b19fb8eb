"""Reading contests and entries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction

from campaigns.contests.models import ContestPage, Entry, Vote
from campaigns.contests.rules import MOST_BUTTONS, Ballot
from community.moderation.rules import Subject
from community.notes.models import Note
from content.blocks.models import restricted_for
from media.photos.models import Photo
from tadpole.accounts.models import User
from tadpole.errors import NotFound, Refused

Viewer = User | AnonymousUser


@dataclass(frozen=True)
class EntryView:
    """An entry with what `viewer` may do with it."""

    entry: Entry
    contest: ContestPage
    ballot: Ballot
    photos: list[Photo] = field(default_factory=list)

    @property
    def votable(self) -> bool:
        return self.contest.voting and self.entry.stands


def contest_by_id(viewer: Viewer, contest_id: int) -> ContestPage:
    """A published contest; raises NotFound."""
    contest = ContestPage.objects.visible_to(viewer).for_cards().filter(pk=contest_id).first()
    if contest is None:
        raise NotFound(_("This contest is not there any more."))
    return contest


def contest_to_close(by: Viewer, contest_id: int) -> ContestPage:
    """For editors who may publish it, whoever else may read it; raises NotFound or Refused."""
    contest = ContestPage.objects.live().for_cards().filter(pk=contest_id).first()
    if contest is None:
        raise NotFound(_("This contest is not there any more."))
    refuse_outsiders(by, contest)
    return contest


def refuse_outsiders(by: Viewer, contest: ContestPage) -> None:
    """Only who may publish the page may close the contest."""
    if not (by.is_authenticated and by.is_staff and contest.permissions_for_user(by).can_publish()):
        raise Refused(_("Only the editors can close a contest."))


def standing_count(contest: ContestPage) -> int:
    """How many entries can win."""
    return Entry.objects.of(contest).standing().count()


def in_contest_kept_from(viewer: Viewer) -> Exists:
    """Whether the note of the outer row takes part in a contest that is not published, or has a restriction that `viewer` does not pass."""
    entries = Entry.objects.filter(note=OuterRef("pk"), withdrawn_at=None)
    return Exists(entries.filter(Q(contest__live=False) | Q(restricted_for(viewer, "contest__path"))))


def contest_told_to(user_id: int, contest_id: int) -> ContestPage | None:
    """The contest for somebody who takes part, if they may read it now; who entered behind a password knew it."""
    person = User.objects.filter(pk=user_id).first()
    if person is None:
        return None
    known = PageViewRestriction.objects.filter(restriction_type=PageViewRestriction.PASSWORD)
    person.page_passwords = frozenset(known.values_list("pk", flat=True))  # type: ignore[attr-defined]
    return ContestPage.objects.visible_to(person).filter(pk=contest_id).first()


def entry_by_id(viewer: Viewer, entry_id: int) -> Entry:
    """One entry as `viewer` may see it; raises NotFound."""
    rows = (
        Entry.objects.visible_to(viewer)
        .shown()
        .select_related("contest__terms", "contest__cover")
        .filter(contest__live=True)
    )
    entry = rows.filter(pk=entry_id).first()
    if entry is None:
        raise NotFound(_("This entry is not there any more."))
    return entry


def own_entry_by_id(by: Viewer, entry_id: int) -> Entry:
    """One's own entry, also in a contest that one may not read any more; raises NotFound."""
    rows = Entry.objects.filter(author=by.pk, withdrawn_at=None, note__deleted_at=None)
    entry = rows.select_related("note", "contest__terms").filter(pk=entry_id).first()
    if entry is None:
        raise NotFound(_("This entry is not there any more."))
    return entry


def kept_entry_of_note(viewer: Viewer, note: Note) -> Entry | None:
    """The entry for which the viewer's own `note` is kept from others, in a contest that the viewer may not read either."""
    if not viewer.is_authenticated or note.author_id != viewer.pk:
        return None
    kept = Note.objects.filter(in_contest_kept_from(viewer), pk=note.pk, deleted_at=None)
    return Entry.objects.filter(withdrawn_at=None, note__in=kept).first()


def entry_page(viewer: Viewer, entry_id: int, now: datetime | None = None) -> EntryView:
    entry = entry_by_id(viewer, entry_id)
    pictures = [one.photo for one in entry.note.note_photos.all()]
    visible = set(
        Photo.objects.passed_for(viewer).filter(pk__in=[one.pk for one in pictures]).values_list("pk", flat=True)
    )
    ballot = Vote.objects.ballot(viewer, entry.contest, now or timezone.now())
    return EntryView(entry, entry.contest, ballot, [one for one in pictures if one.pk in visible])


def entry_of_note(viewer: Viewer, note: Note) -> EntryView | None:
    """Where a note takes part."""
    entry = (
        Entry.objects.visible_to(viewer)
        .select_related("contest__terms", "note")
        .filter(note=note.pk, contest__live=True)
        .first()
    )
    return (
        EntryView(entry, entry.contest, Vote.objects.ballot(viewer, entry.contest, timezone.now())) if entry else None
    )


def others_on_page(viewer: Viewer, entry: Entry, ids: Iterable[str]) -> list[Entry]:
    """The other entries of the same contest whose buttons the page shows; what is no id is left out."""
    wanted = [int(one) for one in list(ids)[:MOST_BUTTONS] if one.isdecimal() and len(one) < 16]
    rows = Entry.objects.visible_to(viewer).filter(contest=entry.contest_id, pk__in=wanted).exclude(pk=entry.pk)
    return list(rows.select_related("note").order_by("pk"))


def running(viewer: Viewer, locale_id: int, most: int, now: datetime | None = None) -> list[ContestPage]:
    """Contests of one language that take entries or votes; what ends first comes first."""
    rows = ContestPage.objects.visible_to(viewer).running(now or timezone.now()).filter(locale=locale_id)
    return list(rows.for_cards().order_by("votes_close_at", "pk")[:most])


def won_by(viewer: Viewer, user_id: int, most: int) -> list[Entry]:
    """Entries of a person that won, the newest first."""
    rows = Entry.objects.visible_to(viewer).filter(author=user_id, place__isnull=False, contest__live=True)
    return list(rows.select_related("contest", "note").order_by("-contest__votes_close_at", "place", "pk")[:most])


def free_notes(by: Viewer, contest: ContestPage) -> QuerySet[Note]:
    """Own notes that could take part, the newest first; those of this same contest too, for double clicks and second thoughts."""
    if not by.is_authenticated:
        return Note.objects.none()
    free = Q(entry=None) | Q(entry__contest=contest.pk)
    return Note.objects.filter(free, author=by.pk, deleted_at=None, hidden_at=None).order_by("-created_at", "-pk")


def own_entry(by: Viewer, contest: ContestPage) -> Entry | None:
    return Entry.objects.of(contest).filter(author=by.pk, withdrawn_at=None).first() if by.is_authenticated else None


def entrants(contest_id: int) -> list[tuple[int, int]]:
    """(entry id, author id) of those who took part and did not win."""
    rows = Entry.objects.filter(contest=contest_id, withdrawn_at=None, place=None)
    return list(rows.order_by("pk").values_list("pk", "author_id"))


def describe(viewer: Viewer, ids: Iterable[str]) -> dict[str, Subject]:
    """Entries as moderation shows them."""
    rows = (
        Entry.objects.visible_to(viewer)
        .select_related("note")
        .filter(pk__in=[int(one) for one in ids if one.isdecimal()])
    )
    return {
        str(one.pk): Subject(one.note.title, one.note.excerpt, f"/~/contests/do/entry/{one.pk}/", one.author_id)
        for one in rows
    }
