"""The one place where a refusal becomes an answer."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from tadpole.errors import Refused


class RefusalMiddleware(MiddlewareMixin):
    """Answers `Refused` as a page, as a toast for htmx, or as JSON for a script, with the right status."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer(request, exception) if isinstance(exception, Refused) else None


def answer(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Say `refusal.sentence` in the form the asker can read."""
    sentence = str(refusal.sentence)
    response = said(request, sentence, status=refusal.status, field=refusal.field)
    retry_after = getattr(refusal, "retry_after", None)
    if retry_after is not None:
        response["Retry-After"] = str(int(retry_after))
    return response


def said(request: HttpRequest, sentence: str, *, status: int, field: str | None = None) -> HttpResponse:
    """`sentence` with `status`: htmx gets a toast, a caller who prefers JSON gets JSON, everybody else a page."""
    if getattr(request, "htmx", False):
        response = render(request, "ui/parts/toast.html", {"text": sentence, "tone": "refused"}, status=status)
        response["HX-Retarget"] = "#toasts"
        response["HX-Reswap"] = "beforeend"
    elif request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        response = JsonResponse({"error": sentence, "field": field}, status=status)
    else:
        response = render(request, "ui/errors/refused.html", {"sentence": sentence, "status": status}, status=status)
    response["Vary"] = ", ".join(filter(None, [response.get("Vary", ""), "Accept, HX-Request"]))
    return response
