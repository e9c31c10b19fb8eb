"""What publishing from code needs, whatever the kind of page."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import slugify
from wagtail.images.models import Filter
from wagtail.models import Page

from content.blocks.models import ContentPage
from media.photos.models import EditorialImage
from tadpole.accounts.models import User
from tadpole.errors import Invalid

LONGEST_SLUG = 60
ART = ("format-{avif,webp,jpeg}", "fill-{640x400,1280x800}")
CARD_ART = ("format-{avif,webp,jpeg}", "fill-{320x240,640x480}")
SOCIAL_ART = ("fill-1200x630", "format-jpeg")
KEPT_BY_WAGTAIL = {"path", "depth", "numchild", "content_type", "page_ptr", "slug", "draft_title"}


def publish_under(
    *, by: User, parent: Page, page: ContentPage, slug: str = "", translation_of: ContentPage | None = None
) -> None:
    """Hang a new page under `parent`, keep its first revision, make it live. Call it inside a transaction.

    Raises Invalid with the first thing that the editors' own form would not take either.
    """
    page.slug = slug or free_slug(parent, page.title)
    page.owner, page.locale, page.live = by, parent.locale, False
    if translation_of:
        page.translation_key = translation_of.translation_key
    refuse_faults(page)
    parent.add_child(instance=page)
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)


def make_renditions(*, cover: EditorialImage | None, pictures: Iterable[EditorialImage]) -> None:
    """The sizes that templates ask for (`blocks/art.html`, `blocks/card_art.html`), so that no reader waits for them.

    Encodes pictures, which takes seconds: not inside a transaction.
    """
    for picture in pictures:
        picture.get_renditions(*Filter.expand_spec(list(ART)))
    if cover:
        cover.get_renditions(*Filter.expand_spec([*ART]), *Filter.expand_spec([*CARD_ART]), "|".join(SOCIAL_ART))


def free_slug(parent: Page, wanted: str) -> str:
    """`wanted` as a slug (Chinese stays Chinese), with a number when a sister page has it."""
    base = slugify(wanted, allow_unicode=True)[:LONGEST_SLUG].strip("-") or "page"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return (
        base
        if base not in taken
        else next(name for n in range(2, len(taken) + 3) if (name := f"{base}-{n}") not in taken)
    )


def refuse_faults(page: ContentPage) -> None:
    faults: dict[str, Any] = {}
    for check in (lambda: page.clean_fields(exclude=KEPT_BY_WAGTAIL), page.clean):
        try:
            check()
        except ValidationError as fault:
            faults |= fault.message_dict
    for field, sentences in faults.items():
        raise Invalid(" ".join(sentences), field=None if field == NON_FIELD_ERRORS else field)
