"""Taking pictures in, making their sizes, hiding, judging and erasing them."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media.photos.actions.arriving import drop_upload, erase_uploads_of, receive_piece, sweep_uploads
from media.photos.actions.erasing import erase, erase_everything_of, erase_forgotten, erase_left, forget
from media.photos.actions.receiving import pace, receive_photo
from media.photos.actions.refusing import refusal, taken
from media.photos.actions.showing import show_in
from media.photos.events import PhotoJudged, PhotoReady
from media.photos.gateways import darkroom
from media.photos.models import Photo, PhotoRendition
from media.photos.queries import own_photos
from media.screening import actions as screening
from media.screening.models import Screening
from tadpole.accounts.models import User
from tadpole.errors import Invalid, NotFound, Refused
from tadpole.events import publish

__all__ = [
    "decide",
    "drop_upload",
    "erase",
    "erase_everything_of",
    "erase_forgotten",
    "erase_left",
    "erase_uploads_of",
    "forget",
    "hide_photo",
    "make_renditions",
    "pace",
    "receive_photo",
    "receive_photos",
    "receive_piece",
    "refusal",
    "restore_photo",
    "screen_photo",
    "show_in",
    "sweep_uploads",
    "taken",
]
STATES = {
    Screening.Verdict.WAITING: Photo.State.WAITING,
    Screening.Verdict.PASSED: Photo.State.READY,
    Screening.Verdict.REFUSED: Photo.State.REFUSED,
}


def receive_photos(
    *, by: User | AnonymousUser, uploads: Iterable[UploadedFile] = (), ids: Sequence[str | UUID] = (), most: int = 9
) -> list[Photo]:
    """A posted form's pictures in order: those chosen by id, then files that came without JavaScript.

    Raises Invalid when there are more than `most` or an id is not the person's own; files are then not kept.
    """
    files = [one for one in uploads if one]
    if len(set(map(str, ids))) + len(files) > most:
        sentence = ngettext("At most %(most)s picture fits here.", "At most %(most)s pictures fit here.", most)
        raise Invalid(sentence % {"most": most}, field="photos")
    chosen = own_photos(by=by, ids=ids)
    fresh: list[Photo] = []
    try:
        for file in files:
            pace(by=by)
            fresh.append(receive_photo(by=by, upload=file))
    except Refused:
        erase([one.pk for one in fresh])
        raise
    return [*chosen, *fresh]


def screen_photo(*, photo_id: str) -> None:
    """The house rule's verdict on a picture; again does nothing."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None:
        return
    with transaction.atomic():
        held(photo.pk)
        verdict = screening.judge(
            screening_id=photo.screening_id, width=photo.width, height=photo.height, phash=photo.phash
        ).verdict
        Photo.objects.filter(pk=photo.pk).update(state=STATES[Screening.Verdict(verdict)])
        tell_ready(photo.pk)


def decide(*, by: User, photo_id: str | UUID, passed: bool, reason: str = "") -> Photo:
    """Staff's verdict; reverses the rule's. Raises Refused for others, NotFound."""
    with transaction.atomic():
        photo = found(photo_id)
        verdict = screening.decide(by=by, screening_id=photo.screening_id, passed=passed, reason=reason).verdict
        photo.state = STATES[Screening.Verdict(verdict)]
        photo.save(update_fields=["state"])
        tell_ready(photo.pk)
        publish(PhotoJudged(photo_id=str(photo.pk), owner_id=photo.owner_id))
    return photo


def tell_ready(photo_id: UUID) -> None:
    """Tell, once, that a picture has passed and is there in all its sizes; whichever of the two came last calls this.

    The row is held first: of a verdict and a last size that come at the same moment, one waits and sees the other.
    """
    held(photo_id)
    photo = Photo.objects.filter(pk=photo_id).prefetch_related("renditions").first()
    if photo is not None and photo.state == Photo.State.READY and not missing_sizes(photo):
        publish(PhotoReady(photo_id=str(photo.pk), owner_id=photo.owner_id), key=str(photo.pk))


def held(photo_id: UUID) -> None:
    """Hold the picture's row until the commit; always before its screening's."""
    Photo.objects.select_for_update(no_key=True).filter(pk=photo_id).first()


def missing_sizes(photo: Photo) -> list[tuple[int, str]]:
    there = {(one.width, one.format) for one in photo.renditions.all()}
    return [one for one in photo.sizes if one not in there]


def make_renditions(*, photo_id: str) -> int:
    """Make the sizes a picture lacks; how many. The drawing happens outside any transaction of ours."""
    photo = Photo.objects.filter(pk=photo_id).prefetch_related("renditions").first()
    if photo is None:
        return 0
    wanted = missing_sizes(photo)
    with tempfile.TemporaryDirectory(prefix="tadpole-photo-") as folder:
        files: list[Path] = []
        if wanted:
            original = Path(folder) / "original"
            with photo.file.open("rb") as stored:
                original.write_bytes(stored.read())
            files = darkroom.printed(original, Path(folder), wanted)
        for (width, kind), path in zip(wanted, files, strict=True):
            add_rendition(photo, width, kind, path.read_bytes())
    with transaction.atomic():
        tell_ready(photo.pk)
    return len(wanted)


def add_rendition(photo: Photo, width: int, kind: str, content: bytes) -> None:
    """Store one size; when another worker was first, or the picture is gone, this file goes away again."""
    one = PhotoRendition(photo=photo, width=width, format=kind)
    one.file.save(f"{width}.{kind}", ContentFile(content), save=False)
    rows = (
        PhotoRendition.objects.bulk_create([one], ignore_conflicts=True)
        if Photo.objects.filter(pk=photo.pk).exists()
        else []
    )
    if not rows or not PhotoRendition.objects.filter(file=one.file.name).exists():
        one.file.storage.delete(str(one.file.name))


def hide_photo(*, by: User | None, photo_id: str | UUID) -> None:
    """Take a picture out of others' sight. `by` is staff, its owner, or None for the house's rule."""
    change_sight(by, photo_id, hidden=True)


def restore_photo(*, by: User | None, photo_id: str | UUID) -> None:
    """Undo hide_photo. `by` is staff, or None for the house's rule."""
    change_sight(by, photo_id, hidden=False)


def change_sight(by: User | None, photo_id: str | UUID, *, hidden: bool) -> None:
    with transaction.atomic():
        photo = found(photo_id)
        allowed = (
            by is None or by.is_staff or by.has_perm("photos.change_photo") or (hidden and photo.owner_id == by.pk)
        )
        if not allowed:
            raise Refused(_("Only the site's team can decide this."))
        photo.hidden_at = (photo.hidden_at or timezone.now()) if hidden else None
        photo.save(update_fields=["hidden_at"])


def found(photo_id: str | UUID) -> Photo:
    """The picture's row, locked; raises NotFound, also for what is no id at all."""
    try:
        return Photo.objects.select_for_update(no_key=True).get(pk=UUID(str(photo_id)))
    except (Photo.DoesNotExist, ValueError):
        raise NotFound(_("This picture is not here.")) from None
