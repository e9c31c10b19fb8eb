from collections.abc import Sequence
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from community.profiles.queries import people_of
from content.reviews.models import ReviewPage
from search.index.documents.sources import EVERYBODY, Card, Source, Viewer
from search.index.rules import LONGEST_BODY, Document


def rows() -> QuerySet[ReviewPage]:
    return ReviewPage.objects.visible_to(EVERYBODY).select_related("locale", "product")


def documents(pages: Sequence[ReviewPage]) -> list[Document]:
    names = people_of({page.author_id for page in pages if page.author_id})
    return [
        Document(
            kind="review",
            key=str(page.pk),
            title=page.title,
            url=page.get_url() or "",
            at=page.first_published_at or timezone.now(),
            body=words(page)[:LONGEST_BODY],
            tags=tuple(
                tag
                for tag in (
                    page.product.name if page.product else "",
                    page.product.brand if page.product else "",
                    names[page.author_id].name if page.author_id in names else "",
                )
                if tag
            ),
            language=page.locale.language_code,
            family=f"page:{page.translation_key}",
        )
        for page in pages
        if page.get_url()
    ]


def words(page: ReviewPage) -> str:
    points = [
        str(part)
        for field in (page.pros, page.cons, page.scores)
        for part in field.stream_block.get_searchable_content(field)
    ]
    return "\n".join([page.summary, page.verdict, *points, page.plain_text])


def cards(viewer: Viewer, keys: Sequence[int]) -> dict[str, Card]:
    pages = ReviewPage.objects.visible_to(viewer).filter(pk__in=keys).for_cards()
    return {str(page.pk): card(page) for page in pages}


def card(page: ReviewPage) -> Card:
    meta = _("%(score)s of 5 · %(honesty)s") % {
        "score": (page.overall or Decimal()).normalize(),
        "honesty": page.get_honesty_display(),
    }
    return Card(_("Editors' review"), meta, None, page.art, "image" if page.art else "")


SOURCE = Source("review", rows, documents, cards)
