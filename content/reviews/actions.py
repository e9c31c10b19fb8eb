"""Publishing editors' reviews from code: the seed. Editors use the CMS."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.products.models import Product
from community.profiles.models import Profile
from content.blocks.actions import publish_under
from content.reviews.models import Honesty, ReviewIndexPage, ReviewPage
from media.photos.models import EditorialImage
from tadpole.accounts.models import User
from tadpole.errors import NotFound


def index_of(locale: str) -> ReviewIndexPage:
    """The review index of a language."""
    index = ReviewIndexPage.objects.filter(locale__language_code=locale).first()
    if index is None:
        raise NotFound(_("There is no place for reviews in this language."))
    return index


@transaction.atomic
def publish_review(
    *,
    by: User,
    product: Product,
    title: str,
    summary: str,
    overall: Decimal | str,
    body: Sequence[tuple[str, Any]] = (),
    locale: str = "zh-hans",
    scores: Sequence[dict[str, Any]] = (),
    pros: Sequence[str] = (),
    cons: Sequence[str] = (),
    used_days: int = 0,
    honesty: str = Honesty.BOUGHT,
    verdict: str = "",
    author: Profile | None = None,
    cover: EditorialImage | None = None,
    published_at: datetime | None = None,
    slug: str = "",
    translation_of: ReviewPage | None = None,
) -> ReviewPage:
    """A review under the index of its language, with a revision, live. `scores` are {criterion, score, remark}."""
    page = ReviewPage(
        title=title,
        product=product,
        summary=summary,
        overall=Decimal(overall),
        body=list(body),
        scores=[("score", {**score, "score": Decimal(str(score["score"]))}) for score in scores],
        pros=[("point", line) for line in pros],
        cons=[("point", line) for line in cons],
        used_days=used_days,
        honesty=honesty,
        verdict=verdict,
        author=author,
        cover=cover,
        first_published_at=published_at,
    )
    publish_under(by=by, parent=index_of(locale), page=page, slug=slug, translation_of=translation_of)
    return ReviewPage.objects.get(pk=page.pk)
