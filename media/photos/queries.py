"""What pages, forms and the file view ask about pictures."""

import hashlib
import mimetypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import Storage, default_storage
from django.db.models import F, Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex
from wagtail.models.view_restrictions import BaseViewRestriction

from media.photos.models import (
    DRAFTS,
    EditorialImage,
    EditorialRendition,
    Photo,
    PhotoQuerySet,
    PhotoRendition,
    Piece,
    Upload,
)
from media.photos.rules import TYPES, readable
from media.screening.models import ScreeningDecision
from tadpole.accounts.models import User
from tadpole.errors import Invalid, NotFound, Refused

GENERIC = "application/octet-stream"
UPLOADS_LAST = timedelta(hours=24)


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


def thumbnails(photos: Sequence[Photo]) -> SafeString:
    """Small pictures in a row, for a form that shows which ones another form kept."""
    return format_html_join(
        " ", '<img class="pic sq" src="{}" alt="" width="96" height="96">', ((one.address(320),) for one in photos)
    )


@dataclass(frozen=True)
class Served:
    """A file for one viewer. `lasting`: everybody may see it and it will not change, so a browser may keep it for a while.

    `version` (any text) is another one for another content under the same name.
    """

    storage: Storage
    name: str
    type: str
    lasting: bool
    version: str = ""

    @property
    def etag(self) -> str:
        """Tells this file from every other; a file's content never changes."""
        return f'"{hashlib.sha256(f"{self.name} {self.version}".encode()).hexdigest()[:24]}"'


def photo_file(viewer: User | AnonymousUser, photo_id: UUID, width: int, kind: str) -> Served:
    """The file of one size, or the original while that size is being made; raises NotFound when the viewer may not see it."""
    sizes = Prefetch("renditions", PhotoRendition.objects.filter(width=width, format=kind), "wanted")
    photo = Photo.objects.visible_to(AnonymousUser()).filter(pk=photo_id).prefetch_related(sizes).first()
    everybody = photo is not None
    if photo is None and viewer.is_authenticated:
        seen = Photo.objects.all() if viewer.is_staff else Photo.objects.visible_to(viewer)
        photo = seen.filter(pk=photo_id).prefetch_related(sizes).first()
    if photo is None or kind not in TYPES or (width not in photo.widths and width != photo.width):
        raise NotFound(_("This picture is not here."))
    made = next(iter(photo.wanted), None)
    file = made.file if made else photo.file
    whole = made is not None or (width, kind) not in photo.sizes
    name = str(file.name)
    return Served(file.storage, name, TYPES.get(name.rpartition(".")[2], GENERIC), lasting=whole and everybody)


def photos_to_judge(viewer: User | AnonymousUser, *, refused: bool) -> PhotoQuerySet:
    """For staff: the pictures that wait, or those that were refused, with their history; raises Refused for others."""
    if not (viewer.is_authenticated and viewer.is_active and viewer.is_staff):
        raise Refused(_("Only the site's team can decide this."))
    state = Photo.State.REFUSED if refused else Photo.State.WAITING
    history = Prefetch("screening__decisions", ScreeningDecision.objects.select_related("by"))
    return Photo.objects.unseen().filter(state=state).select_related("screening", "owner").prefetch_related(history)


def editorial_file(request: HttpRequest, path: str) -> Served:
    """One of the CMS's pictures, never a member's: renditions for whoever sees what shows them, originals for staff.

    Originals hold the camera's data. Raises NotFound.
    """
    staff = request.user.is_authenticated and request.user.is_staff
    folder = path.partition("/")[0]
    image, version = None, ""
    if folder == "images" and "\0" not in path:
        rendition = EditorialRendition.objects.select_related("image__collection").filter(file=path).first()
        image, version = (rendition.image, str(rendition.pk)) if rendition else (None, "")
    elif folder == "original_images" and "\0" not in path and staff:
        image = EditorialImage.objects.select_related("collection").filter(file=path).first()
        version = image.file_hash if image else ""
    everybody = image is not None and open_to_everybody(image)
    if image is None or not (everybody or staff or open_to_reader(request, image)):
        raise NotFound(_("This picture is not here."))
    kind = mimetypes.guess_type(path)[0] or GENERIC
    return Served(default_storage, path, kind, lasting=everybody and folder == "images", version=version)


def open_to_everybody(image: EditorialImage) -> bool:
    """Whether its collection is open, and a page that everybody may read shows it, or something that is no page, or nothing."""
    if not all(one.restriction_type == one.NONE for one in image.collection.get_view_restrictions()):
        return False
    pages, others = shown_on(image)
    return others or not pages or Page.objects.filter(pk__in=pages).live().public().exists()


def open_to_reader(request: HttpRequest, thing: EditorialImage | AbstractDocument) -> bool:
    """Whether this reader has signed in, is in the group or has given the password that its collection and a page ask for, or was
    asked to read a draft that shows it."""
    if not accepted(request, thing.collection.get_view_restrictions()):
        return False
    pages, others = shown_on(thing)
    live = Page.objects.filter(pk__in=pages).live()
    if others or not pages or any(accepted(request, page.get_view_restrictions()) for page in live):
        return True
    return any(page_id in pages for drafts in DRAFTS for page_id in drafts(request.user))


def accepted(request: HttpRequest, restrictions: Iterable[BaseViewRestriction]) -> bool:
    return all(one.accept_request(request) for one in restrictions)


def shown_on(thing: EditorialImage | AbstractDocument) -> tuple[list[str], bool]:
    """The ids of the pages that show it, and whether something else does too (a product, a live session)."""
    found = list(
        ReferenceIndex.get_references_to(thing).values_list("base_content_type__model", "object_id").distinct()
    )
    pages = [id_ for model, id_ in found if model == "page"]
    return pages, len(pages) < len(found)


@dataclass(frozen=True)
class Sent:
    """An upload, and the picture that was made of it; None: not yet."""

    upload: Upload
    photo: Photo | None


def own_upload(by: User | AnonymousUser, upload_id: UUID) -> Sent:
    """The person's own; raises NotFound."""
    upload = Upload.objects.filter(pk=upload_id, owner=by.pk).first() if by.is_authenticated else None
    if upload is None:
        raise NotFound(_("This picture is not here."))
    return Sent(upload, Photo.objects.filter(pk=upload_id, owner=by.pk).first())


def waiting_uploads(by: User | AnonymousUser, place: str, *, most: int = 9) -> list[Sent]:
    """What the person sent for a form that was not sent itself: whole ones of the last day, the oldest first."""
    if not by.is_authenticated or not place:
        return []
    rows = Upload.objects.filter(owner=by.pk, place=place, created_at__gt=timezone.now() - UPLOADS_LAST)
    uploads = list(rows.filter(received=F("size")).order_by("-created_at", "-pk")[:50])
    photos = Photo.objects.filter(owner=by.pk).exclude(state=Photo.State.REFUSED).in_bulk([one.pk for one in uploads])
    unused = set(Photo.objects.unused().filter(pk__in=photos).values_list("pk", flat=True))
    undecoded = set(Piece.objects.filter(upload__in=uploads).values_list("upload", flat=True))
    return [Sent(one, photos.get(one.pk)) for one in reversed(uploads) if one.pk in unused | undecoded][:most]
