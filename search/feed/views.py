"""Topic pages: a feed is a query with no words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from search.feed.queries import topic_page


@require_safe
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """`kind=` one kind, `after=` the cursor."""
    asked = request.GET
    page = topic_page(request.user, name, kind=asked.get("kind", ""), after=asked.get("after", ""), now=timezone.now())
    response = render(request, "feed/topic.html", {"topic": page})
    if page.away:
        response.status_code, response["Retry-After"] = 503, "30"
    return response
