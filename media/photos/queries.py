"""What pages, forms and the file view ask about pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import Storage
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from media.photos.models import Photo, PhotoQuerySet, PhotoRendition
from media.photos.rules import TYPES, readable
from media.screening.models import ScreeningDecision
from tadpole.accounts.models import User
from tadpole.errors import Invalid, NotFound, Refused

GENERIC = "application/octet-stream"


def own_photos(*, by: User | AnonymousUser, ids: Sequence[str | UUID]) -> list[Photo]:
    """The person's pictures with these ids, in this order, each once; raises Invalid on a forged, foreign or refused one."""
    try:
        wanted = list(dict.fromkeys(UUID(str(one)) for one in ids))
    except ValueError:
        wanted = []
        known: dict[UUID, Photo] = {}
        valid = not ids
    else:
        rows = (
            Photo.objects.filter(owner_id=by.pk, pk__in=wanted).exclude(state=Photo.State.REFUSED)
            if wanted and by.is_authenticated
            else Photo.objects.none()
        )
        known = {one.pk: one for one in rows}
        valid = set(known) == set(wanted)
    if not valid:
        raise Invalid(_("One of the pictures is not here any more. Please add it again."), field="photos")
    return [known[one] for one in wanted]


def kept_choice(by: User | AnonymousUser, ids: Sequence[str]) -> list[Photo]:
    """What the picture field of a refused form shows again: the person's own among `ids`; what is no id is left out."""
    if not by.is_authenticated:
        return []
    wanted = readable(ids)
    found = {one.pk: one for one in Photo.objects.filter(pk__in=wanted, owner=by.pk).select_related("screening")}
    return [found[one] for one in wanted if one in found]


@dataclass(frozen=True)
class Served:
    """A file for one viewer. `lasting`: it may be kept by the viewer's browser without asking again."""

    storage: Storage
    name: str
    type: str
    lasting: bool


def photo_file(viewer: User | AnonymousUser, photo_id: UUID, width: int, kind: str) -> Served:
    """The file of one size, or the original while that size is being made; raises NotFound when the viewer may not see it."""
    seen = Photo.objects.visible_to(viewer)
    if viewer.is_authenticated and viewer.is_staff:
        seen = Photo.objects.all()
    photo = (
        seen.filter(pk=photo_id)
        .prefetch_related(Prefetch("renditions", PhotoRendition.objects.filter(width=width, format=kind), "wanted"))
        .first()
    )
    if photo is None or kind not in TYPES or (width not in photo.widths and width != photo.width):
        raise NotFound(_("This picture is not here."))
    made = next(iter(photo.wanted), None)
    file = made.file if made else photo.file
    whole = made is not None or width not in photo.widths
    name = str(file.name)
    return Served(file.storage, name, TYPES.get(name.rpartition(".")[2], GENERIC), lasting=whole and photo.shown)


def photos_to_judge(viewer: User | AnonymousUser, *, refused: bool) -> PhotoQuerySet:
    """For staff: the pictures that wait, or those that were refused, with their history; raises Refused for others."""
    if not (viewer.is_authenticated and viewer.is_active and viewer.is_staff):
        raise Refused(_("Only the site's team can decide this."))
    state = Photo.State.REFUSED if refused else Photo.State.WAITING
    history = Prefetch("screening__decisions", ScreeningDecision.objects.select_related("by"))
    return Photo.objects.unseen().filter(state=state).select_related("screening", "owner").prefetch_related(history)
