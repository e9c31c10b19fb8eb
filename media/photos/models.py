"""A member's pictures (Photo) and the CMS's (EditorialImage): two tables, so that a child's photo is never in an editor's chooser."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from media.screening.models import Screening
from tadpole.accounts.models import User


class EditorialImage(AbstractImage):
    """The CMS's image; `description` is its alternative text."""

    credit = models.CharField(_("credit"), max_length=120, blank=True)
    admin_form_fields: ClassVar[tuple[str, ...]] = (*Image.admin_form_fields, "credit")


class EditorialRendition(AbstractRendition):
    image = models.ForeignKey(EditorialImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_spec")]


class PhotoQuerySet(models.QuerySet["Photo"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "PhotoQuerySet":
        """The viewer's own, and everybody's that passed screening and are not hidden."""
        seen = Q(state=Photo.State.READY, screening__verdict=Screening.Verdict.PASSED, hidden_at=None)
        return self.filter(seen | Q(owner_id=viewer.pk)) if viewer.is_authenticated else self.filter(seen)


class Photo(models.Model):
    """A member's picture: re-encoded, without metadata."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="photos")
    file = models.FileField(upload_to="photos/%Y/%m", max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    bytes = models.PositiveIntegerField(default=0)
    placeholder = models.TextField(blank=True, help_text="data: address of a picture a few pixels wide")
    phash = models.CharField(max_length=16, blank=True, db_index=True)
    description = models.CharField(max_length=200, blank=True)
    screening = models.OneToOneField(Screening, models.PROTECT, related_name="+")
    hidden_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PhotoQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class PhotoRendition(models.Model):
    """One width in one format."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")
    width = models.PositiveIntegerField()
    format = models.CharField(max_length=4)
    file = models.FileField(upload_to="photos/%Y/%m", max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["photo", "width", "format"], name="one_file_per_width_and_format")]

    def __str__(self) -> str:
        return f"{self.photo_id} {self.width}.{self.format}"
