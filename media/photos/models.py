"""A member's pictures (Photo) and the CMS's (EditorialImage): two tables, so that a child's photo is never in an editor's chooser."""

import secrets
import uuid
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files import File
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from media.photos.rules import is_long, sizes_of, widths_of
from media.screening.models import Screening
from tadpole.accounts.models import User
from tadpole.text import line
from tadpole.ui.words import LineField


class DropMetadata(FilterOperation):
    """Forget what the camera wrote; the picture has been turned upright before."""

    def construct(self) -> None:
        """It has no arguments."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        for key in ("exif", "xmp", "XML:com.adobe.xmp", "comment"):
            willow.image.info.pop(key, None)
        return willow


class WithoutMetadata(Filter):
    """Any of Wagtail's filters, with the metadata dropped before the rendition is written."""

    @property
    def filter_operations(self) -> list[FilterOperation]:
        return [*super().filter_operations, DropMetadata("dropmetadata")]


class EditorialImage(AbstractImage):
    """The CMS's image; `description` is its alternative text."""

    credit = LineField(_("credit"), most=120, blank=True)
    admin_form_fields: ClassVar[tuple[str, ...]] = (*Image.admin_form_fields, "credit")

    def clean(self) -> None:
        """Wagtail's own fields for words take them in as ours do."""
        for name in ("title", "description"):
            setattr(self, name, line(getattr(self, name)))
        super().clean()

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002  Wagtail's name
        """Wagtail copies the camera's data, place included, into every rendition; ours have none."""
        return super().generate_rendition_file(
            filter if isinstance(filter, WithoutMetadata) else WithoutMetadata(spec=filter.spec), source=source
        )


class EditorialRendition(AbstractRendition):
    image = models.ForeignKey(EditorialImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_spec")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["file"], name="renditions_by_file")]


Viewer = User | AnonymousUser
PLACES: dict[str, Callable[[Viewer], models.QuerySet[Any]]] = {}
"""Where photos are shown: a relation to Photo ("notes.NotePhoto.photo") → its rows that a viewer sees. See `actions.show_in`."""
DRAFTS: list[Callable[[Viewer], Iterable[str]]] = []
"""Pages that a viewer reads before they are published, as ids; each is added in the `apps.py` of its app."""


class PhotoQuerySet(models.QuerySet["Photo"]):
    def visible_to(self, viewer: Viewer) -> "PhotoQuerySet":
        """The viewer's own, and those that passed and that something the viewer sees shows: a photo is as private as that."""
        shown = Q(pk__in=[])
        for relation, rows in PLACES.items():
            shown |= Q(Exists(rows(viewer).filter(**{relation.rpartition(".")[2]: OuterRef("pk")})))
        if viewer.is_authenticated:
            shown |= Q(owner_id=viewer.pk)
        return self.passed_for(viewer).filter(shown)

    def passed_for(self, viewer: Viewer) -> "PhotoQuerySet":
        """The viewer's own, and those that passed screening and are not hidden. For the photos of rows the viewer sees."""
        passed = Q(state=Photo.State.READY, screening__verdict=Screening.Verdict.PASSED, hidden_at=None)
        return self.filter(passed | Q(owner_id=viewer.pk)) if viewer.is_authenticated else self.filter(passed)

    def unused(self) -> "PhotoQuerySet":
        """Those that nothing points to, whoever may see it."""
        used = [
            Exists(one.related_model._base_manager.filter(**{one.field.name: OuterRef("pk")})) for one in relations()
        ]
        return self.filter(*(~one for one in used))

    def unseen(self) -> "PhotoQuerySet":
        """Those that others do not see because of their verdict: waiting or refused."""
        return self.exclude(screening__verdict=Screening.Verdict.PASSED)


def unguessable(instance: models.Model, filename: str) -> str:
    """Where a file is kept: nothing of its name was sent by anybody, and no file's name follows from another's."""
    return f"photos/{timezone.now():%Y/%m}/{secrets.token_hex(20)}.{filename.rpartition('.')[2]}"


class Photo(models.Model):
    """A member's picture: re-encoded, without metadata."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being checked")
        READY = "ready", _("ready")
        REFUSED = "refused", _("refused")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="photos")
    file = models.FileField(upload_to=unguessable, max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    bytes = models.PositiveIntegerField(default=0)
    placeholder = models.TextField(blank=True, help_text="data: address of a picture a few pixels wide")
    phash = models.CharField(max_length=16, blank=True, db_index=True)
    frames = models.PositiveSmallIntegerField(default=1, db_default=1, help_text="more than one: it moves")
    description = LineField(most=200, blank=True)
    screening = models.OneToOneField(Screening, models.PROTECT, related_name="+")
    hidden_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    unused_since = models.DateTimeField(
        null=True,
        default=timezone.now,
        editable=False,
        help_text="when the sweep first found that nothing points to it",
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "-created_at"], name="photos_by_state")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def widths(self) -> list[int]:
        """The widths it is made in."""
        return widths_of(self.width)

    @property
    def moves(self) -> bool:
        return self.frames > 1

    @property
    def is_long(self) -> bool:
        """Whether a page shows only its beginning."""
        return is_long(self.width, self.height)

    @property
    def sizes(self) -> list[tuple[int, str]]:
        """(width, type) of the files that are made of it."""
        return sizes_of(self.width, self.height, moving=self.moves)

    @property
    def shown(self) -> bool:
        """Whether others may see it, as far as its own row knows (no query)."""
        return self.state == self.State.READY and self.hidden_at is None

    def address(self, width: int, kind: str = "webp") -> str:
        """Where it is fetched in one of its widths; the nearest at least as wide, else the widest."""
        best = next((one for one in self.widths if one >= width), self.widths[-1])
        return reverse("photos:file", args=[self.pk, best, kind if (best, kind) in self.sizes else "jpg"])

    @property
    def moving(self) -> str:
        """Where an animation is fetched; empty for others."""
        return reverse("photos:file", args=[self.pk, self.width, "webp"]) if self.moves else ""

    @property
    def largest(self) -> str:
        """Where somebody looks at it as large as it is made."""
        return self.moving or self.address(self.widths[-1], "jpg")


def relations() -> list[models.ManyToOneRel]:
    """Every foreign key to Photo of any model, but its sizes'. A many-to-many has one in the table between."""
    return [
        one
        for one in Photo._meta.get_fields(include_hidden=True)
        if isinstance(one, models.ManyToOneRel) and one.related_model is not PhotoRendition
    ]


class LeftFile(models.Model):
    """The name of a file whose row is gone, until the store has deleted it."""

    name = models.CharField(max_length=200)
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class PhotoRendition(models.Model):
    """One width in one format."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")
    width = models.PositiveIntegerField()
    format = models.CharField(max_length=4)
    file = models.FileField(upload_to=unguessable, max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["photo", "width", "format"], name="one_file_per_width_and_format")
        ]

    def __str__(self) -> str:
        return f"{self.photo_id} {self.width}.{self.format}"


class Upload(models.Model):
    """A picture that is on its way, or has come and waits for its form. Its id is the sender's, and the picture's too."""

    id = models.UUIDField(primary_key=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.CharField(max_length=200, blank=True, help_text="the form and the field it was chosen in")
    size = models.PositiveIntegerField(help_text="bytes of the whole")
    received = models.PositiveIntegerField(default=0, help_text="bytes that are kept; the next piece begins there")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="received_no_more_than_it_has"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.received}/{self.size}"

    @property
    def is_whole(self) -> bool:
        return self.received == self.size


class Piece(models.Model):
    """Some bytes of an upload, in a file. The row comes before the file, so that every file can be found and erased."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pieces")
    start = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    kept = models.BooleanField(
        default=False, help_text="the file is whole and counted; else it is somebody's second try"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "start"], condition=Q(kept=True), name="one_piece_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} from {self.start}"
