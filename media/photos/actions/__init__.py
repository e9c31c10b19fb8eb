"""Taking pictures in, making their sizes, hiding, judging and erasing them."""

import hashlib
import logging
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media.photos import rules
from media.photos.actions.erasing import erase, erase_everything_of, erase_forgotten, erase_left, forget
from media.photos.actions.showing import show_in
from media.photos.events import PhotoJudged, PhotoReady, PhotoReceived
from media.photos.gateways import darkroom
from media.photos.models import Photo, PhotoRendition
from media.photos.queries import own_photos
from media.screening import actions as screening
from media.screening.models import Screening
from tadpole.accounts.actions import keep_pace
from tadpole.accounts.models import User
from tadpole.errors import Conflict, Invalid, NotFound, Refused, TooLarge, Unavailable
from tadpole.events import publish

__all__ = [
    "decide",
    "erase",
    "erase_everything_of",
    "erase_forgotten",
    "erase_left",
    "forget",
    "hide_photo",
    "make_renditions",
    "pace",
    "receive_photo",
    "receive_photos",
    "restore_photo",
    "screen_photo",
    "show_in",
]
STATES = {
    Screening.Verdict.WAITING: Photo.State.WAITING,
    Screening.Verdict.PASSED: Photo.State.READY,
    Screening.Verdict.REFUSED: Photo.State.REFUSED,
}
TAKEN_IN = "photos.upload"
log = logging.getLogger(__name__)


def receive_photo(*, by: User | AnonymousUser, upload: File) -> Photo:
    """Keep a clean copy of a picture that came; what came is not kept. Raises Refused, Invalid or TooLarge and leaves nothing.

    Raises Unavailable when the store refuses, does not answer, or the disk is full.
    """
    if not isinstance(by, User):
        raise Refused(_("Please sign in to add pictures."))
    if upload.size > rules.MOST_BYTES:
        raise TooLarge(_("This picture is larger than 20 MB. Please choose a smaller one."), field="photos")
    try:
        return taken_in(by, upload)
    except OSError:
        log.exception("a picture could not be stored")
        raise Unavailable(
            _("The picture could not be kept just now. Please try again in a moment."), retry_after=30, field="photos"
        ) from None


def taken_in(by: User, upload: File) -> Photo:
    """Decoded in a process of its own, and kept; raises OSError when there is no room or no store."""
    with tempfile.TemporaryDirectory(prefix="tadpole-photo-") as folder:
        came, clean = Path(folder) / "came", Path(folder) / "clean"
        sha256 = written_down(upload, came)
        try:
            facts = darkroom.developed(came, clean)
        except darkroom.NotTaken as problem:
            raise refusal(problem.reason) from None
        except darkroom.Busy:
            raise Conflict(
                _("Many pictures are coming in right now. Please try again in a moment."), field="photos"
            ) from None
        return kept(by, facts, ContentFile(clean.read_bytes()), sha256)


def written_down(upload: File, path: Path) -> str:
    """Copy what came to `path`; its SHA-256. An upload that lies about its size is cut short by TooLarge."""
    digest, total = hashlib.sha256(), 0
    with path.open("wb") as file:
        for chunk in upload.chunks():
            total += len(chunk)
            if total > rules.MOST_BYTES:
                raise TooLarge(_("This picture is larger than 20 MB. Please choose a smaller one."), field="photos")
            digest.update(chunk)
            file.write(chunk)
    if not total:
        raise Invalid(_("This file is empty. Please choose the picture again."), field="photos")
    return digest.hexdigest()


def refusal(reason: str) -> Refused:
    """The sentence for why the darkroom did not take a file."""
    if reason == "type":
        return Invalid(
            _("This kind of file cannot be shown here. Please choose a JPEG, PNG, WebP, AVIF, HEIC or GIF picture."),
            field="photos",
        )
    if reason in {"pixels", "memory"}:
        return TooLarge(_("This picture has more than 50 megapixels. Please choose a smaller one."), field="photos")
    if reason == "frames":
        return TooLarge(
            _("This animation is too long. Please choose a shorter one, or a still picture."), field="photos"
        )
    if reason == "small":
        return Invalid(
            _("This picture is too small to see anything. It must be at least 16 pixels on each side."), field="photos"
        )
    return Invalid(
        _("This picture could not be opened; the file may be damaged. Please try again or choose another one."),
        field="photos",
    )


def kept(by: User, facts: darkroom.Clean, clean: ContentFile, sha256: str) -> Photo:
    """Store the file, then the rows; no file stays behind when the rows cannot be written."""
    photo = Photo(
        owner=by,
        width=facts.width,
        height=facts.height,
        placeholder=facts.placeholder,
        phash=facts.phash,
        frames=facts.frames,
        bytes=clean.size,
    )
    photo.file.save(f"clean.{facts.type}", clean, save=False)
    try:
        with transaction.atomic():
            photo.screening = screening.open_screening(sha256=sha256)
            photo.save(force_insert=True)
            publish(PhotoReceived(photo_id=str(photo.pk), owner_id=by.pk))
    except BaseException:
        with suppress(OSError):
            photo.file.storage.delete(str(photo.file.name))
        raise
    return photo


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


def pace(*, by: User | AnonymousUser, address: str | None = None) -> None:
    """At most 60 pictures in ten minutes."""
    keep_pace(by=by, doing=TAKEN_IN, most=60, seconds=600, address=address)


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
