"""Erasing pictures: rows at once, files as soon as the store lets go of them."""

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from media.photos.events import FilesLeft
from media.photos.models import LeftFile, Photo
from media.screening.models import Screening
from tadpole.events import publish

AT_ONCE = 200
log = logging.getLogger(__name__)


def erase(ids: Iterable[UUID]) -> int:
    """Delete pictures with their sizes, verdicts and files; how many."""
    done, left = remove(ids)
    with suppress(OSError):
        erase_left(ids=left)
    return done


@transaction.atomic
def remove(ids: Iterable[UUID]) -> tuple[int, list[int]]:
    """Delete the rows of pictures, their sizes and verdicts: how many, and the ids of the LeftFile rows of their files.

    Rows first: a file without a row is never shown. Its name is kept until the store has let go of it.
    """
    photos = list(Photo.objects.filter(pk__in=list(ids)).prefetch_related("renditions"))
    names = [str(file.name) for one in photos for file in (one.file, *(size.file for size in one.renditions.all()))]
    verdicts = [one.screening_id for one in photos]
    Photo.objects.filter(pk__in=[one.pk for one in photos]).delete()
    Screening.objects.filter(pk__in=verdicts).delete()
    left = [one.pk for one in LeftFile.objects.bulk_create([LeftFile(name=name) for name in names])]
    if left:
        publish(FilesLeft(ids=left))
    return len(photos), left


def erase_left(*, ids: Sequence[int] | None = None) -> int:
    """Delete files whose rows are gone, these or all; how many. Raises the store's error at the first that it refuses."""
    left = LeftFile.objects.all() if ids is None else LeftFile.objects.filter(pk__in=ids)
    done = 0
    for one in left.order_by("pk")[:1_000]:
        default_storage.delete(one.name)
        one.delete()
        done += 1
    return done


def erase_everything_of(*, user_id: int) -> int:
    """Delete all of a person's pictures; how many."""
    return erase(Photo.objects.filter(owner_id=user_id).values_list("pk", flat=True))


def forget(*, user_id: int) -> None:
    """The account is closed: its pictures are gone at once; FilesLeft sees to their files."""
    remove(Photo.objects.filter(owner_id=user_id).values_list("pk", flat=True))


def erase_forgotten(*, before: datetime, now: datetime | None = None) -> int:
    """Delete pictures that nothing has pointed to since `before`, however it let go of them; how many.

    A new picture is unused since it came. One in use has no such moment; the first look that finds it unused sets it.
    """
    unused = Photo.objects.unused()
    Photo.objects.exclude(unused_since=None).exclude(pk__in=unused.values("pk")).update(unused_since=None)
    unused.filter(unused_since=None).update(unused_since=now or timezone.now())
    done = 0
    while found := list(
        unused.filter(unused_since__lt=before).order_by("unused_since").values_list("pk", flat=True)[:AT_ONCE]
    ):
        with transaction.atomic():
            held = (
                Photo.objects.select_for_update().filter(pk__in=found).order_by("pk")
            )  # nothing takes it up meanwhile
            gone, left = remove(unused.filter(pk__in=[one.pk for one in held]).values_list("pk", flat=True))
        with suppress(OSError):
            erase_left(ids=left)
        if not gone:
            break
        done += gone
    if done:
        log.info("%s pictures that nothing showed are erased", done)
    return done
