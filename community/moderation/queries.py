"""What staff read; and what anybody may see of a subject."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from community.moderation.models import Decision, Flag, Reviewable
from community.moderation.rules import KINDS, TOLD_BEFORE, Ref, Subject
from community.profiles.queries import profile_or_none
from media.photos.models import Photo
from media.photos.rules import readable
from tadpole.accounts.models import Sanction, User
from tadpole.accounts.queries import in_force, sanctions_of
from tadpole.errors import NotFound, Refused
from tadpole.ui.paging import KeyPage, page_by_key

Viewer = User | AnonymousUser
LONGEST_ID = 40
MOST_DIGITS = 18  # more do not fit a database's integer


@dataclass(frozen=True)
class Case:
    """A line of the queue: the subject is None when it is gone."""

    row: Reviewable
    subject: Subject | None
    photo: Photo | None = None


def told_before(by: Viewer, ref: Ref) -> str:
    """What became of it, for somebody who reported this already; empty for everybody else."""
    if not by.is_authenticated:
        return ""
    row = Reviewable.objects.filter(kind=ref.kind, subject_id=ref.id, flags__by=by.pk).first()
    return str(TOLD_BEFORE[row.state]) if row else ""


def may_moderate(viewer: Viewer) -> bool:
    """Staff who were given the right to."""
    return bool(viewer.is_active and viewer.is_staff and viewer.has_perm("moderation.change_reviewable"))


def refuse_outsiders(viewer: Viewer) -> None:
    """Refused unless `viewer` may moderate."""
    if not may_moderate(viewer):
        raise Refused(_("This room is for the people who look after Tadpole."))


@dataclass(frozen=True)
class Member:
    """A member as the room shows them: what is in force (None: nothing), and what was decided, the latest first."""

    person: User
    silenced_until: datetime | None
    suspended_until: datetime | None
    page: KeyPage[Sanction]


def member(viewer: Viewer, user_id: int, *, after: str | None, now: datetime) -> Member:
    """For staff with the right. NotFound when the person left."""
    refuse_outsiders(viewer)
    person = User.objects.select_related("profile").filter(pk=user_id, is_active=True).first()
    if person is None or profile_or_none(person) is None:
        raise NotFound(_("There is nobody here. The person may have left."))
    silent, out = (one if in_force(one, now) else None for one in (person.silenced_until, person.suspended_until))
    rows = sanctions_of(user_id).select_related("by__profile")
    return Member(person, silent, out, page_by_key(rows, order=("-pk",), after=after))


def subject_of(viewer: Viewer, ref: Ref) -> Subject:
    """What `viewer` sees of it. NotFound: no such kind, not there, or not for this reader."""
    kind = KINDS.get(ref.kind)
    readable = len(ref.id) <= LONGEST_ID and not (ref.id.isdecimal() and len(ref.id) > MOST_DIGITS)
    found = kind.describe(viewer, [ref.id]) if kind and readable else {}
    if ref.id not in found:
        raise NotFound(_("That is not there any more."))
    return found[ref.id]


def queue_page(viewer: Viewer, *, state: str, after: str | None) -> KeyPage[Case]:
    """Cases in `state`, those reported last first; refused to everybody but staff. One query a kind, however many rows."""
    refuse_outsiders(viewer)
    rows = Reviewable.objects.visible_to(viewer).filter(state=state)
    page = page_by_key(with_papers(rows), order=("-flagged_at", "-pk"), after=after)
    subjects = subjects_of(viewer, page.items)
    return KeyPage([Case(row, subjects.get(row.ref)) for row in page], page.next)


def case(viewer: Viewer, pk: int) -> Case:
    """One case with its flags and decisions."""
    refuse_outsiders(viewer)
    row = with_papers(Reviewable.objects.visible_to(viewer)).filter(pk=pk).first()
    if row is None:
        raise NotFound(_("That is not there any more."))
    photo = Photo.objects.filter(pk=row.subject_id).select_related("screening").first() if row.kind == "photo" else None
    return Case(row, subjects_of(viewer, [row]).get(row.ref), photo)


def with_papers(rows: QuerySet[Reviewable]) -> QuerySet[Reviewable]:
    flags = Flag.objects.select_related("by__profile").order_by("-pk")
    decisions = Decision.objects.select_related("by__profile").order_by("-pk")
    return rows.select_related("author__profile").prefetch_related(
        Prefetch("flags", flags), Prefetch("decisions", decisions)
    )


def subjects_of(viewer: Viewer, rows: list[Reviewable]) -> dict[Ref, Subject]:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.subject_id)
    found: dict[Ref, Subject] = {}
    for name, ids in by_kind.items():
        if name in KINDS:
            found |= {Ref(name, id_): subject for id_, subject in KINDS[name].describe(viewer, ids).items()}
    return found


def describe_photos(viewer: Viewer, ids: Sequence[str]) -> dict[str, Subject]:
    """Photos as subjects; staff see hidden ones too."""
    rows = Photo.objects.all() if may_moderate(viewer) else Photo.objects.visible_to(viewer)
    return {
        str(photo.pk): Subject(
            title=_("A photo"), excerpt=photo.description, url=f"/~/people/{photo.owner_id}/", author_id=photo.owner_id
        )
        for photo in rows.filter(pk__in=readable(ids))
    }


def waiting_count(viewer: Viewer) -> int:
    """How many cases wait for staff, at most 100; nothing to everybody else."""
    if not may_moderate(viewer):
        return 0
    return Reviewable.objects.filter(state=Reviewable.State.WAITING)[:100].count()
