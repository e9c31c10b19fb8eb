"""Reading notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.moderation.rules import Subject
from community.notes import rules
from community.notes.models import Note, NoteLike
from community.products.models import Product
from community.profiles.queries import people_by_name
from media.photos.models import Photo
from tadpole.accounts.models import User
from tadpole.errors import NotFound
from tadpole.text import render
from tadpole.ui.paging import KeyPage, page_by_key

Viewer = User | AnonymousUser


@dataclass(frozen=True)
class NotePage:
    note: Note
    photos: list[Photo]
    liked: bool
    mine: bool


def note_by_id(viewer: Viewer, note_id: int) -> Note:
    """One note as `viewer` may see it; raises NotFound."""
    note = Note.objects.visible_to(viewer).shown().filter(pk=note_id).first()
    if note is None:
        raise NotFound(_("This note is not there any more."))
    return note


def note_page(viewer: Viewer, note_id: int) -> NotePage:
    note = note_by_id(viewer, note_id)
    visible = set(
        Photo.objects.passed_for(viewer)
        .filter(pk__in=[one.photo_id for one in note.note_photos.all()])
        .values_list("pk", flat=True)
    )
    photos = [one.photo for one in note.note_photos.all() if one.photo_id in visible]
    liked = viewer.is_authenticated and NoteLike.objects.filter(note=note, user=viewer.pk).exists()
    return NotePage(note=note, photos=photos, liked=liked, mine=note.author_id == viewer.pk)


def wall(
    viewer: Viewer, *, after: str | None = None, author_id: int | None = None, product: Product | None = None
) -> KeyPage[Note]:
    """Notes, the newest first; of one author or one product when asked."""
    rows = Note.objects.visible_to(viewer).shown()
    if author_id is not None:
        rows = rows.filter(author=author_id)
    if product is not None:
        rows = rows.filter(product=product)
    return page_by_key(rows, after=after, size=rules.PAGE)


def notes_of_product(viewer: Viewer, product: Product, most: int) -> list[Note]:
    """The newest notes on a product: what editors' reviews show beside them."""
    return list(Note.objects.visible_to(viewer).shown().filter(product=product).order_by("-created_at", "-pk")[:most])


def notes_in_topic(viewer: Viewer, topic: str) -> QuerySet[Note]:
    """Notes that carry a topic (its folded name)."""
    return Note.objects.visible_to(viewer).shown().filter(topics__icontains=f'"{topic}"')


def own_note(by: Viewer, note_id: int) -> Note:
    """A note of the person's own; NotFound for everybody else's."""
    note = (
        Note.objects.filter(pk=note_id, author=by.pk, deleted_at=None).shown().first() if by.is_authenticated else None
    )
    if note is None:
        raise NotFound(_("This note is not there any more."))
    return note


def kept_note(note: Note) -> dict[str, Any]:
    """What the form that changes a note shows, by field."""
    rows = note.note_photos.select_related("photo").order_by("position")
    return {
        "title": note.title,
        "text": note.text,
        "product": note.product.slug if note.product else None,
        "stars": note.stars,
        "photos": [row.photo for row in rows],
    }


def called_in(text: str) -> tuple[str, ...]:
    """The names that a note's words call, as `profiles` knows them."""
    return render(text, people=people_by_name, topics=lambda _name: None, photos=lambda _ids: {}).mentions


def describe(viewer: Viewer, ids: Iterable[str]) -> dict[str, Subject]:
    """Notes as moderation shows them."""
    rows = Note.objects.visible_to(viewer).filter(pk__in=[int(one) for one in ids if one.isdecimal()])
    return {str(one.pk): Subject(one.title, one.excerpt, f"/~/notes/{one.pk}/", one.author_id) for one in rows}
