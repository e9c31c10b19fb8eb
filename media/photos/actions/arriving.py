"""Pictures that come in pieces, over networks that break: every piece is kept, and the whole is decoded once it is there."""

import logging
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from tempfile import SpooledTemporaryFile
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from media.photos import rules
from media.photos.actions.erasing import erase, erase_left
from media.photos.actions.receiving import pace, receive_photo
from media.photos.actions.refusing import refusal
from media.photos.events import FilesLeft
from media.photos.models import LeftFile, Photo, Piece, Upload
from media.photos.queries import Sent, own_upload
from tadpole.accounts.models import User
from tadpole.errors import Invalid, NotFound, Refused, TooLarge, Unavailable
from tadpole.events import publish

log = logging.getLogger(__name__)


def receive_piece(
    *,
    by: User | AnonymousUser,
    upload_id: UUID,
    start: int,
    content: bytes,
    size: int = 0,
    place: str = "",
    address: str | None = None,
) -> Sent:
    """Keep `content`, the bytes from `start`; with the last piece the picture is decoded.

    The first piece opens the upload, and says the `size` of the whole in bytes and the `place` (form and field) it is for. A
    piece that is here already, or that does not begin where the last one ended, changes nothing: the answer says where to
    go on. An empty piece at the end asks again for what could not be decoded. Raises Refused, Invalid, TooLarge, NotFound,
    TooOften, Conflict (many are being decoded) or Unavailable; after the last two the sender may go on.
    """
    if not isinstance(by, User):
        raise Refused(_("Please sign in to add pictures."))
    if start == 0 and size:
        open_upload(by, upload_id, size, place, address)
    sent = own_upload(by, upload_id)
    upload = sent.upload
    if sent.photo is not None:
        return sent
    if start == upload.received and content:
        check_piece(upload, start, len(content))
        if len(content) == upload.size:
            return finished(by, upload, content)
        keep_piece(upload, start, content)
    return finished(by, upload, None) if upload.is_whole else Sent(upload, None)


def open_upload(by: User, upload_id: UUID, size: int, place: str, address: str | None) -> None:
    """Make the upload of this id when it is not there: all its pieces together are one picture of the person's pace."""
    if size > rules.MOST_BYTES:
        raise refusal("bytes")
    if not Upload.objects.filter(pk=upload_id).exists():
        pace(by=by, address=address)
        # another try of the same page may be a moment faster
        Upload.objects.bulk_create(
            [Upload(pk=upload_id, owner=by, place=place[:200], size=size)], ignore_conflicts=True
        )


def check_piece(upload: Upload, start: int, length: int) -> None:
    if length > rules.MOST_PIECE:
        raise TooLarge(_("This picture did not come as it was announced. Please add it again."), field="photos")
    end = start + length
    if end > upload.size or (length < rules.LEAST_PIECE and end != upload.size):
        raise Invalid(_("This picture did not come as it was announced. Please add it again."), field="photos")


def keep_piece(upload: Upload, start: int, content: bytes) -> None:
    """The row, the file, then the count: of two who bring the same piece one counts, and no file is without a row."""
    piece = Piece.objects.create(
        upload=upload, start=start, name=f"{rules.INCOMING}/{secrets.token_hex(20)}.{len(content)}"
    )
    try:
        default_storage.save(piece.name, ContentFile(content))
    except OSError:
        log.exception("a piece of a picture could not be stored")
        raise not_kept() from None
    with transaction.atomic():
        if Upload.objects.filter(pk=upload.pk, received=start).update(received=start + len(content)):
            Piece.objects.filter(pk=piece.pk).update(kept=True)
    upload.refresh_from_db(fields=["received"])


def not_kept() -> Unavailable:
    sentence = _("The picture could not be kept just now. Please try again in a moment.")
    return Unavailable(sentence, retry_after=30, field="photos")


def finished(by: User, upload: Upload, content: bytes | None) -> Sent:
    """With its picture, made of `content` or of the pieces that were kept. What is no picture is not kept, in no form.

    Two who finish at once make one: the picture has the upload's id.
    """
    try:
        photo = decoded(by, upload, content)
    except (Invalid, TooLarge):
        erase_uploads([upload.pk])
        raise
    if not Upload.objects.filter(pk=upload.pk).update(received=upload.size):
        erase([photo.pk])  # taken out of the form meanwhile
        raise NotFound(_("This picture is not here."))
    erase_pieces([upload.pk])
    return own_upload(by, upload.pk)


def decoded(by: User, upload: Upload, content: bytes | None) -> Photo:
    with SpooledTemporaryFile(max_size=rules.MOST_PIECE) as whole:
        if content is None:
            put_together(upload, whole)
        else:
            whole.write(content)
        try:
            return receive_photo(by=by, upload=File(whole, name="came"), photo_id=upload.pk)
        except IntegrityError:  # the other request was a moment faster; or the id is somebody else's picture
            photo = Photo.objects.filter(pk=upload.pk, owner=by).first()
            if photo is None:
                raise NotFound(_("This picture is not here.")) from None
            return photo


def put_together(upload: Upload, whole: "SpooledTemporaryFile[bytes]") -> None:
    """The pieces in their order. When one is gone all are let go of: the sender begins anew."""
    try:
        for piece in upload.pieces.filter(kept=True).order_by("start"):
            with default_storage.open(piece.name, "rb") as file:
                whole.writelines(file.chunks())
    except FileNotFoundError:
        log.warning("a piece of a picture is not in the store")
    except OSError:
        log.exception("a piece of a picture could not be read")
        raise not_kept() from None
    if whole.tell() != upload.size:
        erase_uploads([upload.pk])
        raise NotFound(_("One of the pictures is not here any more. Please add it again."), field="photos")


def drop_upload(*, by: User | AnonymousUser, upload_id: UUID) -> None:
    """Taken out of its form: the bytes go, and the picture that was made of them, unless something shows it."""
    sent = own_upload(by, upload_id)
    erase_uploads([sent.upload.pk])
    erase(Photo.objects.unused().filter(pk=upload_id, owner=by.pk).values_list("pk", flat=True))


def erase_uploads_of(*, user_id: int) -> None:
    """The account is closed: nothing that was on its way stays. FilesLeft sees to the files."""
    ids = list(Upload.objects.filter(owner=user_id).values_list("pk", flat=True))
    remove_pieces(ids)
    Upload.objects.filter(pk__in=ids).delete()


def sweep_uploads(*, before: datetime) -> int:
    """Delete uploads begun before `before`, whole or not, with their raw bytes; how many. Pictures made of them stay."""
    ids = list(Upload.objects.filter(created_at__lt=before).order_by("created_at").values_list("pk", flat=True)[:500])
    erase_uploads(ids)
    return len(ids)


def erase_uploads(ids: Sequence[UUID]) -> None:
    """Delete uploads with their raw bytes; pictures made of them stay."""
    erase_pieces(ids)
    Upload.objects.filter(pk__in=ids).delete()


def erase_pieces(ids: Sequence[UUID]) -> None:
    """Delete the raw bytes of these uploads: the rows at once, the files as soon as the store lets go of them."""
    left = remove_pieces(ids)
    with suppress(OSError):
        erase_left(ids=left)


@transaction.atomic
def remove_pieces(ids: Sequence[UUID]) -> list[int]:
    """The rows alone: the ids of the LeftFile rows of their files."""
    pieces = Piece.objects.filter(upload__in=ids)
    names = list(pieces.values_list("name", flat=True))
    pieces.delete()
    left = [one.pk for one in LeftFile.objects.bulk_create([LeftFile(name=name) for name in names])]
    if left:
        publish(FilesLeft(ids=left))
    return left
