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
        keep_pace(by=request.user, doing="search", most=60, seconds=60, address=address_of(request))
    page = search_page(
        request.user,
        asked.get("q", ""),
        kind=asked.get("kind", ""),
        exact=asked.get("words") == "exact",
        number=page_number(asked.get("page")),
        now=timezone.now(),
    )
    return unseen(away(render(request, "results/search.html", {"page": page}), page.results.away))


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A fragment: the options of the search box."""
    keep_pace(by=request.user, doing="suggest", most=240, seconds=60, address=address_of(request))
    text = request.GET.get("q", "")
    return unseen(render(request, "results/suggest.html", {"ideas": ideas(request.user, text), "text": text}))


def address_of(request: HttpRequest) -> str | None:
    """The network address of somebody who is not signed in: members are counted as themselves."""
    return None if request.user.is_authenticated else request.META.get("REMOTE_ADDR")


def away(response: HttpResponse, is_away: bool) -> HttpResponse:
    """The page says so to a reader; its status says so to robots, caches and watchers."""
    if is_away:
        response.status_code, response["Retry-After"] = 503, RETRY_AFTER
    return response


def unseen(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = NOT_FOR_ROBOTS
    response["Cache-Control"] = "private, no-store"
    return response
