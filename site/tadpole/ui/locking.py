"""Pages of the CMS and several people at once: who writes a page holds its row from before it is read until everything is written.

Wagtail reads a page, works for a while and writes all of its columns: what somebody else committed in between would be undone.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

View = Callable[..., HttpResponse]
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def lock_pages(ids: Iterable[int], *, with_descendants: bool = False) -> None:
    """Hold the rows of these pages until the transaction ends, the lowest id first. On SQLite the transaction holds everything.

    For everybody who writes a page, the clock too. Call it before the page is read.
    """
    wanted = Q(pk__in=list(ids))
    if with_descendants:
        for path in Page.objects.filter(wanted).values_list("path", flat=True):
            wanted |= Q(path__startswith=path)
    list(Page.objects.filter(wanted).order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def holding(view: View, chosen: Callable[[HttpRequest, dict[str, Any]], list[int]], *, with_descendants: bool) -> View:
    """The view in one transaction that holds the pages `chosen(request, kwargs)` when an editor sends something."""

    @wraps(view)
    def held(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in READING or not request.user.has_perm("wagtailadmin.access_admin"):
            return view(request, *args, **kwargs)  # nobody else makes a row wait
        with transaction.atomic():
            lock_pages(chosen(request, kwargs), with_descendants=with_descendants)
            return view(request, *args, **kwargs)

    return held
