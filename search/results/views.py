"""Searching, and suggestions while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from search.results.queries import ideas, search_page
from search.results.rules import page_number
from tadpole.accounts.actions import keep_pace

NOT_FOR_ROBOTS = "noindex, follow"
RETRY_AFTER = "30"
"""Seconds."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`?q=` words, `kind=` one kind, `words=exact` without synonyms and guessing, `page=`."""
    asked = request.GET
    if asked.get("q"):
        keep_to(request, "search", most=60)
    page = search_page(
        request.user,
        asked.get("q", ""),
        kind=asked.get("kind", ""),
        exact=asked.get("words") == "exact",
        number=page_number(asked.get("page")),
        now=timezone.now(),
    )
    context = {"page": page, "begins": not page.results.text}
    return unseen(away(render(request, "results/search.html", context), page.results.away))


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A fragment: the options of the search box."""
    keep_to(request, "suggest", most=240)
    text = request.GET.get("q", "")
    return unseen(render(request, "results/suggest.html", {"ideas": ideas(request.user, text), "text": text}))


def keep_to(request: HttpRequest, doing: str, *, most: int) -> None:
    """At most so many a minute: each asks the search engine."""
    request.counts_devices = True  # type: ignore[attr-defined]
    device = getattr(request, "device", "")
    address = request.META.get("REMOTE_ADDR")
    keep_pace(by=request.user, doing=doing, most=most, seconds=60, address=address, device=device)


def away(response: HttpResponse, is_away: bool) -> HttpResponse:
    """The page says so to a reader; its status says so to robots, caches and watchers."""
    if is_away:
        response.status_code, response["Retry-After"] = 503, RETRY_AFTER
    return response


def unseen(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = NOT_FOR_ROBOTS
    response["Cache-Control"] = "private, no-store"
    return response
