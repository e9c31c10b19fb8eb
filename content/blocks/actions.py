"""What publishing from code needs, whatever the kind of page."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import slugify
from wagtail.models import Page

from content.blocks.models import ContentPage
from tadpole.accounts.models import User
from tadpole.errors import Invalid

LONGEST_SLUG = 60
KEPT_BY_WAGTAIL = {"path", "depth", "numchild", "content_type", "page_ptr", "slug", "draft_title"}


def publish_under(*, by: User, parent: Page, page: ContentPage, slug: str = "") -> None:
    """Hang a new page under `parent`, keep its first revision, make it live. Call it inside a transaction.

    Raises Invalid with the first thing that the editors' own form would not take either.
    """
    page.slug = slug or free_slug(parent, page.title)
    page.owner, page.locale, page.live = by, parent.locale, False
    refuse_faults(page)
    parent.add_child(instance=page)
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)


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
