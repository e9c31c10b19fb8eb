"""Wagtail's own addresses that write a page, each behind the lock of the page's row. Included before Wagtail's, which name them."""

import re
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern
from wagtail.admin import urls as admin_urls
from wagtail.admin.urls import pages as page_urls

from tadpole.ui.locking import holding

PAGE = re.compile(r"<int:(page_id|page_to_move_id)>")
WHOLE_TREE = {"delete", "unpublish", "move", "move_confirm"}
"""What is done to a page there is done to all that is under it."""
LONGEST_ID = 9


def the_page(_request: HttpRequest, kwargs: dict[str, Any]) -> list[int]:
    return [kwargs[name] for name in ("page_id", "page_to_move_id") if name in kwargs]


def the_chosen(request: HttpRequest, kwargs: dict[str, Any]) -> list[int]:
    """The pages of a bulk action: those named in the address, or all in a listing (then everything under its parent)."""
    if (kwargs["app_label"], kwargs["model_name"]) != ("wagtailcore", "page"):
        return []
    named = [*request.GET.getlist("id"), request.GET.get("childOf", "")]
    return [int(one) for one in named if one.isascii() and one.isdecimal() and len(one) <= LONGEST_ID]


pages = [
    URLPattern(one.pattern, holding(one.callback, the_page, with_descendants=one.name in WHOLE_TREE), one.default_args)
    for one in page_urls.urlpatterns
    if PAGE.search(str(one.pattern))
]
bulk = [
    URLPattern(one.pattern, holding(one.callback, the_chosen, with_descendants=True), one.default_args)
    for one in admin_urls.urlpatterns
    if getattr(one, "name", "") == "wagtail_bulk_action"
]
