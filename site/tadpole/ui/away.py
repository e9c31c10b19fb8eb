"""When the database cannot be asked: everybody is told to come back in a moment, and a form that was sent can be sent again."""

import sys
from typing import Any

from django.conf import settings
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tadpole.ui.again import TOKEN, fields

RETRY_AFTER = 10  # seconds
SQLITE_AWAY = ("database is locked", "disk", "unable to open", "full", "readonly")
NEVER_REACHED = ("PoolTimeout", "TooManyRequests")


def away() -> BaseException | None:
    """The problem being handled, if it is a database that is gone, full, or out of connections; a mistake of ours is None."""
    problem = sys.exc_info()[1]
    if not isinstance(problem, OperationalError | InterfaceError):
        return None
    if "sqlite" in str(settings.DATABASES["default"]["ENGINE"]):
        return problem if any(words in str(problem) for words in SQLITE_AWAY) else None
    return problem


def come_back(request: HttpRequest, problem: BaseException) -> HttpResponse:
    """503 in the form the asker can read. Asks the database nothing."""
    sentence = _("We will be back in a moment. Please try again.")
    response: HttpResponse
    if getattr(request, "htmx", False):
        # the page stays as it is, with what was typed
        toast = {"text": sentence, "tone": "refused"}
        response = HttpResponse(render_to_string("ui/parts/toast.html", toast), status=503)
        response["HX-Retarget"], response["HX-Reswap"] = "#toasts", "beforeend"
    elif request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        response = JsonResponse({"error": sentence, "field": None}, status=503)
    else:
        response = HttpResponse(render_to_string("ui/errors/away.html", page(request, problem)), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    response["Vary"] = "Accept, HX-Request"
    return response


def page(request: HttpRequest, problem: BaseException) -> dict[str, Any]:
    """What the page shows. `unsure`: the connection broke on the way, so that what was sent may have arrived."""
    kept = fields(request)
    token = [(TOKEN, request.POST.get(TOKEN, ""), False)] if kept else []
    return {
        "number": getattr(request, "number", ""),
        "to": request.get_full_path(),
        "fields": kept + token,
        "pictures_gone": request.method == "POST" and bool(request.FILES),
        "unsure": type(problem.__cause__).__name__ not in NEVER_REACHED and "connection failed" not in str(problem),
    }
