from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from community.notes.models import Note
from community.profiles.queries import profile_or_none
from search.index.documents.sources import EVERYBODY, Card, Source, Viewer
from search.index.rules import LONGEST_BODY, Document
from tadpole.text import plain


def rows() -> QuerySet[Note]:
    return Note.objects.visible_to(EVERYBODY).select_related("product")


def documents(notes: Sequence[Note]) -> list[Document]:
    return [
        Document(
            kind="note",
            key=str(note.pk),
            title=note.title,
            url=f"/~/notes/{note.pk}/",
            at=note.created_at,
            body=plain(note.html)[:LONGEST_BODY],
            tags=words_beside(note),
            topics=tuple(note.topics),
            family=f"note:{note.pk}",
        )
        for note in notes
    ]


def words_beside(note: Note) -> tuple[str, ...]:
    """Topics, and the thing the note is about."""
    product = (note.product.name, note.product.brand) if note.product else ()
    return tuple(word for word in (*note.topics, *product) if word)


def cards(viewer: Viewer, keys: Sequence[int]) -> dict[str, Card]:
    notes = Note.objects.visible_to(viewer).shown().filter(pk__in=keys)
    return {str(note.pk): card(note, pgettext("parent", "Note")) for note in notes}


def card(note: Note, label: str) -> Card:
    person = profile_or_none(note.author)
    said = [person.name if person else "", _("%(stars)d of 5 stars") % {"stars": note.stars} if note.stars else ""]
    return Card(
        label,
        " · ".join(part for part in said if part),
        note.created_at,
        note.cover,
        "photo" if note.cover else "",
        person,
    )


SOURCE = Source("note", rows, documents, cards)
