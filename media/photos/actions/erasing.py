"""Erasing pictures: rows at once, files as soon as the store lets go of them."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, ManyToOneRel, OuterRef

from media.photos.events import FilesLeft
from media.photos.models import LeftFile, Photo, PhotoRendition
from media.screening.models import Screening
from tadpole.events import publish


def erase(ids: Iterable[UUID]) -> int:
    """Delete pictures with their sizes, verdicts and files; how many.

    Rows first: a file without a row is never shown. Its name is kept until the store has let go of it.
    """
    with transaction.atomic():
        photos = list(Photo.objects.filter(pk__in=list(ids)).prefetch_related("renditions"))
        names = [str(file.name) for one in photos for file in (one.file, *(size.file for size in one.renditions.all()))]
        verdicts = [one.screening_id for one in photos]
        Photo.objects.filter(pk__in=[one.pk for one in photos]).delete()
        Screening.objects.filter(pk__in=verdicts).delete()
        left = LeftFile.objects.bulk_create([LeftFile(name=name) for name in names])
        if left:
            publish(FilesLeft(ids=[one.pk for one in left]))
    with suppress(OSError):
        erase_left(ids=[one.pk for one in left])
    return len(photos)


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


def erase_forgotten(*, before: datetime) -> int:
    """Delete pictures received before `before` that nothing points to: uploaded, then left out of what was posted."""
    loose = Photo.objects.filter(created_at__lt=before)
    for relation in Photo._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model is not PhotoRendition:
            users = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
            loose = loose.exclude(Exists(users))
    return erase(list(loose.order_by("created_at").values_list("pk", flat=True)[:500]))
