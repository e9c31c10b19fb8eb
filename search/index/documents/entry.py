from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from campaigns.contests.models import Entry
from search.index.documents import note as notes
from search.index.documents.sources import EVERYBODY, Card, Source, Viewer
from search.index.rules import LONGEST_BODY, Document
from tadpole.text import plain


def rows() -> QuerySet[Entry]:
    return Entry.objects.visible_to(EVERYBODY).select_related("note__product", "contest")


def documents(entries: Sequence[Entry]) -> list[Document]:
    return [
        Document(
            kind="entry",
            key=str(entry.pk),
            title=entry.note.title,
            url=f"/~/contests/do/entry/{entry.pk}/",
            at=entry.created_at,
            body=plain(entry.note.html)[:LONGEST_BODY],
            tags=(*notes.words_beside(entry.note), entry.contest.title),
            topics=tuple(entry.note.topics),
            family=f"note:{entry.note_id}",
        )
        for entry in entries
    ]


def cards(viewer: Viewer, keys: Sequence[int]) -> dict[str, Card]:
    entries = Entry.objects.visible_to(viewer).shown().select_related("contest").filter(pk__in=keys)
    label = _("Entry in “%(contest)s”")
    return {str(one.pk): notes.card(one.note, label % {"contest": one.contest.title}) for one in entries}


SOURCE = Source("entry", rows, documents, cards)
