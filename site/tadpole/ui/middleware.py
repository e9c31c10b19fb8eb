"""The one place where a refusal becomes an answer."""

import logging
import re
import time
from typing import Any

from django.db import OperationalError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from tadpole.errors import Conflict, Refused, SignedOut
from tadpole.ui.again import Again, offered, posted, words_of

log = logging.getLogger(__name__)
MOST_SHOWN = 20_000
"""Characters of one field that a refusal shows again."""
NOT_WORDS = re.compile(r"\d*|[0-9a-fA-F-]{32,36}|on|/\S*")
SECRET = re.compile(r"csrf|token|password|code|otp|^next$", re.IGNORECASE)


class RefusalMiddleware(MiddlewareMixin):
    """Answers `Refused` as a page, as a toast for htmx, or as JSON for a script, with the right status."""

    def process_view(self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """No row is named by a character that PostgreSQL holds in no text."""
        if any("\x00" in one for one in kwargs.values() if isinstance(one, str)):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ProtectedError | RestrictedError):
            exception = Conflict(_("This stays: what people wrote or gave depends on it."))
        return answer(request, exception) if isinstance(exception, Refused) else None


CROSSED = {"40P01", "40001"}
"""PostgreSQL's codes for a transaction it ended because of another one: a deadlock, a serialization failure."""


PAUSES = 0.05, 0.2, 0.8
"""Seconds before each further try: the other one is let through first, or the two would meet again."""


class OnceMoreMiddleware(MiddlewareMixin):
    """Two requests waited for each other and the database ended one of them: nothing of it was written, so its view runs once more."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or not crossed(exception):
            return None
        for pause in PAUSES:
            log.info("%s waited for another request that waited for it; once more", match.view_name)
            time.sleep(pause)
            try:
                answered: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
            except Refused as refusal:
                return answer(request, refusal)
            except OperationalError as problem:
                if not crossed(problem):
                    raise
            else:
                return answered
        return None


def crossed(problem: Exception) -> bool:
    return isinstance(problem, OperationalError) and getattr(problem.__cause__, "sqlstate", "") in CROSSED


def answer(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Say `refusal.sentence` in the form the asker can read."""
    sentence = str(refusal.sentence)
    signed_out = isinstance(refusal, SignedOut)
    again = offered(request, signed_out=True) if signed_out else None
    response = said(request, sentence, status=refusal.status, field=refusal.field, again=again, signed_out=signed_out)
    retry_after = getattr(refusal, "retry_after", None)
    if retry_after is not None:
        response["Retry-After"] = str(int(retry_after))
    return response


def said(
    request: HttpRequest,
    sentence: str,
    *,
    status: int,
    field: str | None = None,
    again: Again | None = None,
    signed_out: bool = False,
) -> HttpResponse:
    """`sentence` with `status`: htmx gets a toast, a caller who prefers JSON gets JSON, everybody else a page.

    The page has what was typed, as a form to send `again` where there is one. `signed_out`: with the way to the sign-in.
    """
    if getattr(request, "htmx", False):
        response = render(
            request,
            "ui/parts/toast.html",
            {"text": sentence, "tone": "refused", "signed_out": signed_out},
            status=status,
        )
        response["HX-Retarget"] = "#toasts"
        response["HX-Reswap"] = "beforeend"
    elif prefers_json(request):
        number = {"number": getattr(request, "number", "")} if status >= 500 else {}
        response = JsonResponse({"error": sentence, "field": field, **number}, status=status)
    else:
        typed = [] if again else typed_into(request)
        context = {"sentence": sentence, "status": status, "typed": typed, "again": again, "signed_out": signed_out}
        response = render(request, "ui/errors/refused.html", context, status=status)
        response["Cache-Control"] = "no-store"
    response["Vary"] = ", ".join(filter(None, [response.get("Vary", ""), "Accept, HX-Request"]))
    return response


def prefers_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def typed_into(request: HttpRequest) -> list[str]:
    """The words of the form that was sent, so that a refusal loses none; no secrets, ids or ticks."""
    if request.method != "POST":
        return []
    sent = posted(request)
    words = [
        words_of(text.strip())[:MOST_SHOWN]
        for name, texts in (sent.lists() if sent else [])
        if not SECRET.search(name)
        for text in texts
        if isinstance(text, str)
    ]
    return [text for text in words if not NOT_WORDS.fullmatch(text)]
