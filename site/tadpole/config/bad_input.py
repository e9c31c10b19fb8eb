"""What is sent to the staff's rooms and cannot be read: Wagtail's and Django's own views believe their forms, so it is answered here."""

import logging
import re
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from django.core.exceptions import FieldError, ObjectDoesNotExist, ValidationError
from django.db import DataError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from tadpole.text.addresses import parsed
from tadpole.ui.middleware import said
from tadpole.ui.views import bad_request, not_found

LOG = logging.getLogger(__name__)
ROOMS = ("/cms/", "/admin/")
METHODS = ["GET", "HEAD", "POST", "OPTIONS"]
MOST_PARTS = 1_000
"""Blocks of a body, rows of a list in a form: Django's own limit for rows."""
COUNT = re.compile(r"(?:-count|-(?:TOTAL|INITIAL)_FORMS)$")
MOST_DIGITS = 18  # more do not fit a database's integer
NUMBER = re.compile(r"-?\d+")
OURS = {"tadpole", "media", "community", "content", "campaigns", "search"}
THEIRS = {
    "django",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "permissionedforms",
    "draftjs_exporter",
    "django_filters",
    "modelsearch",
}
MISREAD = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, ValidationError, FieldError, DataError,
    ObjectDoesNotExist,
)  # fmt: skip


class BadInputMiddleware(MiddlewareMixin):
    """A page with a sentence, and the words of the form, where there would be a 500."""

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.path_info.startswith(ROOMS):
            return None
        if request.method not in METHODS:  # class-based views answer to DELETE without the page that asks first
            return HttpResponseNotAllowed(METHODS)
        if any(beyond_a_column(value) for value in kwargs.values()):
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):  # no text of PostgreSQL holds it
            return bad_request(request)
        without_wrong_next(request)
        if request.method == "POST" and not all(fits(name, value) for name, value in request.POST.items()):
            return half_a_form(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not request.path_info.startswith(ROOMS):
            return None
        if isinstance(exception, ProtectedError | RestrictedError):
            return said(request, _("Other things still need this one, so nothing was deleted."), status=409)
        match = request.resolver_match
        asked = request.method == "POST" or bool(request.GET) or bool(match and match.kwargs)
        place = place_of(exception)
        if not asked or not isinstance(exception, MISREAD) or place.partition(".")[0] not in THEIRS:
            return None
        LOG.warning("unreadable input for %s: %s in %s", match and match.view_name, type(exception).__name__, place)
        if request.method == "POST":
            return half_a_form(request)
        return bad_request(request) if request.GET else not_found(request)


def without_wrong_next(request: HttpRequest) -> None:
    """Forget where to go on when it is no address: Wagtail hands it to `redirect`, which takes it for the name of a view."""
    for kind in ("GET", "POST"):
        sent = getattr(request, kind)
        if any(not leads_somewhere(place) for place in sent.getlist("next")):
            kept = sent.copy()
            del kept["next"]
            setattr(request, kind, kept)


def leads_somewhere(place: str) -> bool:
    return place.startswith(("/", "http://", "https://")) and parsed(place) is not None


def beyond_a_column(value: object) -> bool:
    """Whether it is a number that no row has."""
    text = str(value)
    return len(text) > MOST_DIGITS and NUMBER.fullmatch(text) is not None


def fits(name: str, value: object) -> bool:
    """Whether a field that says how many parts follow says a number that a form of ours can have."""
    if not COUNT.search(name) or not isinstance(value, str):
        return True
    return value.isascii() and value.isdecimal() and len(value) < 5 and int(value) <= MOST_PARTS


def half_a_form(request: HttpRequest) -> HttpResponse:
    sentence = _(
        "Part of this form could not be read, so nothing was saved. Go back, load the page again and send it once more."
    )
    return said(request, sentence, status=400)


def place_of(exception: Exception) -> str:
    """Module and line in the innermost code of ours or of the frameworks; the standard library's is passed over."""
    known = [place for place in frames(exception.__traceback__) if place.partition(".")[0] in OURS | THEIRS]
    return known[-1] if known else ""


def frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        yield f"{trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}"
        trace = trace.tb_next
