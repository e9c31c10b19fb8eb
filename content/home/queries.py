"""What the outbox has not heard of yet, read from the pages themselves; and what stands in the way of deleting something."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Model
from django.db.models.deletion import PROTECT, RESTRICT, get_candidate_relations_to_delete
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from community.threads.models import Post
from content.guides.models import GuidePage
from tadpole.events.models import Fact

PUBLISHED = ("guides.GuidePublished", "reviews.ReviewPublished")
UNPUBLISHED = "blocks.PageUnpublished"


def lost_publications(kinds: list[type[Page]], key_of: Callable[[Page], str], since: datetime) -> list[Page]:
    """Live pages of `kinds` published since then whose publication is in no fact."""
    fresh = [
        page
        for kind in kinds
        for page in kind.objects.live().filter(last_published_at__gte=since).defer("body").order_by("pk")
    ]
    told = set(Fact.objects.filter(name__in=PUBLISHED, at__gte=since).values_list("key", flat=True))
    return [page for page in fresh if key_of(page) not in told]


def lost_withdrawals(since: datetime) -> list[tuple[int, str]]:
    """(page id, key of the news) of pages that were told as published, are not live any more or gone, and nobody was told."""
    last: dict[int, str] = {}
    for page_id, key in (
        Fact.objects.filter(name__in=PUBLISHED, at__gte=since).order_by("pk").values_list("payload__page_id", "key")
    ):
        last[page_id] = f"{page_id}:{(key or '').split(':', 2)[-1]}"
    living = set(Page.objects.live().filter(pk__in=last).values_list("pk", flat=True))
    gone = {page_id: key for page_id, key in last.items() if page_id not in living}
    told = set(Fact.objects.filter(name=UNPUBLISHED, key__in=gone.values()).values_list("key", flat=True))
    return [(page_id, key) for page_id, key in gone.items() if key not in told]


@dataclass(frozen=True)
class Kept:
    """Something that may not be deleted, and what people made that would go with it: (its name, how many)."""

    thing: Model
    made: list[tuple[Any, int]]


def kept(things: Iterable[Model]) -> list[Kept]:
    """Those of `things` that others protect, in their order; of pages also those under them. Some queries a kind of thing."""
    kinds: dict[type[Model], list[Any]] = defaultdict(list)
    every = list(whole_trees(things))
    for one in every:
        kinds[type(one)].append(one.pk)
    made = {kind: held(kind, keys) for kind, keys in kinds.items()}
    return [
        Kept(one, sorted(counts.items(), key=lambda row: (-row[1], str(row[0]))))
        for one in every
        if (counts := made[type(one)].get(one.pk))
    ]


def whole_trees(things: Iterable[Model]) -> Iterable[Model]:
    """Each thing once, in its own class; a page with all that hangs under it."""
    pages: dict[int, Model] = {}
    for one in things:
        if not isinstance(one, Page):
            yield one
            continue
        below = Page.objects.descendant_of(one, inclusive=True).order_by("path")
        pages |= {page.pk: page for page in below.specific()}
    yield from pages.values()


def held(kind: type[Model], keys: list[Any]) -> dict[Any, Counter[Any]]:
    """Key → what points to the row and forbids its deletion: its name → how many."""
    found: dict[Any, Counter[Any]] = defaultdict(Counter)
    relations: Iterable[Any] = get_candidate_relations_to_delete(kind._meta)
    for relation in (one for one in relations if one.on_delete in (PROTECT, RESTRICT)):
        name, model = relation.field.name, relation.related_model
        rows = model._base_manager.filter(**{f"{name}__in": keys}).order_by()
        for key, count in rows.values_list(name).annotate(Count("pk")):
            found[key][model._meta.verbose_name_plural] += count
    if issubclass(kind, GuidePage):
        about = {str(key): key for key in keys}
        said = Post.objects.filter(thread__about_kind="guide", thread__about_id__in=about, deleted_at=None).order_by()
        for about_id, count in said.values_list("thread__about_id").annotate(Count("pk")):
            found[about[about_id]][_("answers under it")] += count
    return found
