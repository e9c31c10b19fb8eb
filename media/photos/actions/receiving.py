"""Taking one picture in: decoded apart, re-encoded, kept."""

import hashlib
import logging
import tempfile
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _

from media.photos import rules
from media.photos.actions.refusing import refusal
from media.photos.events import PhotoReceived
from media.photos.gateways import darkroom
from media.photos.models import Photo
from media.screening import actions as screening
from tadpole.accounts.actions import keep_pace
from tadpole.accounts.models import User
from tadpole.errors import Conflict, Invalid, Refused, Unavailable
from tadpole.events import publish

TAKEN_IN = "photos.upload"
log = logging.getLogger(__name__)


def receive_photo(*, by: User | AnonymousUser, upload: File, photo_id: UUID | None = None) -> Photo:
    """Keep a clean copy of a picture that came; what came is not kept. Raises Refused, Invalid or TooLarge and leaves nothing.

    `photo_id` that a picture has already raises IntegrityError.

    Raises Unavailable when the store refuses, does not answer, or the disk is full.
    """
    if not isinstance(by, User):
        raise Refused(_("Please sign in to add pictures."))
    if upload.size > rules.MOST_BYTES:
        raise refusal("bytes")
    try:
        return taken_in(by, upload, photo_id or uuid4())
    except OSError:
        log.exception("a picture could not be stored")
        raise Unavailable(
            _("The picture could not be kept just now. Please try again in a moment."), retry_after=30, field="photos"
        ) from None


def taken_in(by: User, upload: File, photo_id: UUID) -> Photo:
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
        return kept(by, facts, ContentFile(clean.read_bytes()), sha256, photo_id)


def written_down(upload: File, path: Path) -> str:
    """Copy what came to `path`; its SHA-256. An upload that lies about its size is cut short by TooLarge."""
    digest, total = hashlib.sha256(), 0
    with path.open("wb") as file:
        for chunk in upload.chunks():
            total += len(chunk)
            if total > rules.MOST_BYTES:
                raise refusal("bytes")
            digest.update(chunk)
            file.write(chunk)
    if not total:
        raise Invalid(_("This file is empty. Please choose the picture again."), field="photos")
    return digest.hexdigest()


def kept(by: User, facts: darkroom.Clean, clean: ContentFile, sha256: str, photo_id: UUID) -> Photo:
    """Store the file, then the rows; no file stays behind when the rows cannot be written."""
    photo = Photo(
        pk=photo_id,
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


def pace(*, by: User | AnonymousUser, address: str | None = None) -> None:
    """At most 60 pictures in ten minutes."""
    keep_pace(by=by, doing=TAKEN_IN, most=60, seconds=600, address=address)
