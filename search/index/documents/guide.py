from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.profiles.queries import people_of
from content.guides.models import GuidePage
from search.index.documents.sources import EVERYBODY, Card, Source, Viewer
from search.index.rules import LONGEST_BODY, Document


def rows() -> QuerySet[GuidePage]:
    return GuidePage.objects.visible_to(EVERYBODY).with_checks().select_related("locale").prefetch_related("stages")


def documents(pages: Sequence[GuidePage]) -> list[Document]:
    signed = {page.pk: [pk for pk in (page.author_id, page.checked_at and page.reviewer_id) if pk] for page in pages}
    names = people_of({pk for people in signed.values() for pk in people})
    return [
        Document(
            kind="guide",
            key=str(page.pk),
            title=page.title,
            url=page.get_url() or "",
            at=page.first_published_at or timezone.now(),
            body=f"{page.summary}\n{page.plain_text}"[:LONGEST_BODY],
            tags=tuple(names[pk].name for pk in dict.fromkeys(signed[page.pk]) if pk in names),
            language=page.locale.language_code,
            family=f"page:{page.translation_key}",
        )
        for page in pages
        if page.get_url()
    ]


def cards(viewer: Viewer, keys: Sequence[int]) -> dict[str, Card]:
    pages = (
        GuidePage.objects.visible_to(viewer)
        .with_checks()
        .filter(pk__in=keys)
        .select_related("cover")
        .prefetch_related("cover__renditions")
        .defer("body", "sources")
    )
    return {str(page.pk): card(page) for page in pages}


def card(page: GuidePage) -> Card:
    minutes = ngettext("%(count)d minute to read", "%(count)d minutes to read", page.reading_minutes) % {
        "count": page.reading_minutes
    }
    return Card(
        _("Guide, checked by an expert") if page.is_checked else _("Guide"),
        minutes,
        None,
        page.cover,
        "image" if page.cover else "",
    )


SOURCE = Source("guide", rows, documents, cards)
