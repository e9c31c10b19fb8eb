"""Notes: parents' photo reviews."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, Prefetch, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from community.notes.rules import EXCERPT, LONGEST_TEXT, LONGEST_TITLE
from community.products.models import Product
from media.photos.models import Photo
from tadpole.accounts.models import User
from tadpole.ui.words import LineField, LinesField

Viewer = User | AnonymousUser
RESTRICTIONS: list[Callable[[Viewer], Exists]] = []
"""Conditions of higher apps under which a note is kept from a viewer; each is added in the `apps.py` of its app."""


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, viewer: Viewer) -> "NoteQuerySet":
        """Those that are there and kept from nobody; others are still their author's, and staff's."""
        there = self.filter(deleted_at=None)
        if viewer.is_authenticated and viewer.is_staff:
            return there
        seen = Q(*(~restricted(viewer) for restricted in RESTRICTIONS), hidden_at=None)
        return there.filter(seen | Q(author_id=viewer.pk) if viewer.is_authenticated else seen)

    def shown(self) -> "NoteQuerySet":
        """With what a card needs: author, product, photos in their order."""
        pictures = NotePhoto.objects.select_related("photo__screening").order_by("position")
        return self.select_related("author__profile__avatar__screening", "product").prefetch_related(
            Prefetch("note_photos", pictures)
        )


class Note(models.Model):
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="notes")
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    title = LineField(most=LONGEST_TITLE)
    text = LinesField(most=LONGEST_TEXT)
    html = models.TextField()
    excerpt = LineField(most=EXCERPT, blank=True)
    topics = models.JSONField(default=list)
    token = models.UUIDField(
        unique=True,
        default=uuid.uuid4,
        editable=False,
        help_text="of the form it came from: a double click writes one note",
    )
    photos = models.ManyToManyField(Photo, through="NotePhoto", related_name="+")
    likes_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("site", "note")
        verbose_name_plural = pgettext_lazy("site", "notes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stars=None) | models.Q(stars__range=(1, 5)), name="one_to_five_stars"
            )
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="notes_newest"),
            models.Index(fields=["product", "-created_at", "-id"], name="notes_by_product"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("notes:note", args=[self.pk])

    @property
    def cover(self) -> Photo | None:
        """The first picture that may be shown to everybody, of a row read with `shown()`."""
        return next((one.photo for one in self.note_photos.all() if one.photo.hidden_at is None), None)


class NotePhotoQuerySet(models.QuerySet["NotePhoto"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "NotePhotoQuerySet":
        """Where the viewer sees photos in notes."""
        return self.filter(note__in=Note.objects.visible_to(viewer))


class NotePhoto(models.Model):
    note = models.ForeignKey(Note, models.CASCADE, related_name="note_photos")
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    objects = NotePhotoQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "position"], name="note_photo_position_once")]

    def __str__(self) -> str:
        return f"{self.note_id}/{self.position}"


class NoteLike(models.Model):
    note = models.ForeignKey(Note, models.PROTECT, related_name="likes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "user"], name="like_note_once")]

    def __str__(self) -> str:
        return f"{self.user_id} ♥ {self.note_id}"
