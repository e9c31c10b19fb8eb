"""Publishing guides from code: the seed and imports. Editors use the CMS."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.kols.models import Kol
from community.profiles.models import Profile
from content.blocks.actions import publish_under
from content.guides.models import GuideIndexPage, GuidePage, GuideStage
from content.guides.rules import Span, fault
from media.photos.models import EditorialImage
from tadpole.accounts.models import User
from tadpole.errors import Invalid, NotFound


def index_of(locale: str) -> GuideIndexPage:
    """The guide index of a language."""
    index = GuideIndexPage.objects.filter(locale__language_code=locale).first()
    if index is None:
        raise NotFound(_("There is no place for guides in this language."))
    return index


@transaction.atomic
def publish_guide(
    *,
    by: User,
    title: str,
    summary: str,
    body: Sequence[tuple[str, Any]],
    locale: str = "zh-hans",
    index: GuideIndexPage | None = None,
    stages: Iterable[Span] = (),
    author: Profile | None = None,
    reviewer: Kol | None = None,
    reviewed_on: date | None = None,
    cover: EditorialImage | None = None,
    sources: Sequence[dict[str, Any]] = (),
    published_at: datetime | None = None,
    slug: str = "",
    translation_of: GuidePage | None = None,
) -> GuidePage:
    """A guide under the index of its language, with a revision, live. `body` is [(block name, value)], as StreamField takes it.

    Raises Invalid when the page would not pass the editors' own form.
    """
    spans = list(stages)
    if any(fault(span) for span in spans):
        raise Invalid(_("A stage ends before it begins, or goes beyond its last week or month."), field="stages")
    page = GuidePage(
        title=title,
        summary=summary,
        body=list(body),
        sources=[("source", source) for source in sources],
        author=author,
        reviewer=reviewer,
        reviewed_on=reviewed_on,
        cover=cover,
        first_published_at=published_at,
    )
    page.stages = [GuideStage(kind=span.kind, start=span.start, end=span.end) for span in spans]
    publish_under(by=by, parent=index or index_of(locale), page=page, slug=slug, translation_of=translation_of)
    return GuidePage.objects.get(pk=page.pk)
