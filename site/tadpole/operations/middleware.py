"""Around every request: its number, its line in the log, its figures; and the answers while the site is closed to writers or to all."""

import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.contrib import messages
from django.db import InternalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import salted_hmac

from tadpole.operations import metrics, switches, views
from tadpole.operations.logs import shortened
from tadpole.operations.statements import Tally, refusing, tally
from tadpole.ui.middleware import answer, prefers_json

log = structlog.stdlib.get_logger("tadpole.requests")
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED")
DESKS = ("/cms/", "/admin/")
READING_ONLY = "25006"
"""PostgreSQL's code for a statement that writes where nobody may; its sentence is in the server's language."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
Answer = Callable[[HttpRequest], HttpResponse]


class ObservedMiddleware:
    """First of all: gives the request its number, and writes one line and the figures when it was answered."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
        request.number = number  # type: ignore[attr-defined]
        request.passed_on = any(name in request.META for name in PASSED_ON)  # type: ignore[attr-defined]
        counted, started = Tally(), time.perf_counter()
        token = tally.set(counted)
        with structlog.contextvars.bound_contextvars(request_id=number):
            try:
                response = self.get_response(request)
                if request.path_info not in views.PROBES:
                    account(request, response.status_code, time.perf_counter() - started, counted)
            finally:
                tally.reset(token)
        response["X-Request-ID"] = number
        return response


def account(request: HttpRequest, status: int, seconds: float, counted: Tally) -> None:
    """One line, and the figures. Neither says who it was, from where exactly, or what was asked for or typed."""
    view, method = view_of(request), metrics.method_of(request.method)
    metrics.REQUESTS.labels(view, method, str(status)).inc()
    metrics.LATENCY.labels(view, method).observe(seconds)
    metrics.STATEMENTS.labels(view).observe(counted.statements)
    metrics.DATABASE_SECONDS.labels(view).inc(counted.seconds)
    metrics.note_pool(connection)
    say = log.error if status >= 500 else log.info
    say(
        "request",
        method=method,
        view=view,
        status=status,
        milliseconds=round(seconds * 1000),
        statements=counted.statements,
        database_milliseconds=round(counted.seconds * 1000),
        person=pseudonym(request),
        network=shortened(request.META.get("REMOTE_ADDR", "")),
    )


def view_of(request: HttpRequest) -> str:
    """The name of the address's pattern; never the address."""
    match = request.resolver_match
    if match is None:
        return "none"
    return match.view_name if match.url_name else str(match._func_path)


def pseudonym(request: HttpRequest) -> str | None:
    """The same for the same person, and nobody's name. Only when the request asked for the person anyway."""
    user: Any = getattr(request, "_cached_user", None)
    if user is None or not user.is_authenticated:
        return None
    return salted_hmac("tadpole.operations.person", str(user.pk), algorithm="sha256").hexdigest()[:12]


class ProbesMiddleware:
    """Health and figures: answered before hosts, https, languages and sessions are looked at."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = views.PROBES.get(request.path_info)
        return probe(request) if probe else self.get_response(request)


class MaintenanceMiddleware:
    """While the switch is on, everybody gets the page that says so; files of the design and the probes are answered before."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        because = switches.state().maintenance
        if because is None:
            return self.get_response(request)
        language = translation.get_language_from_request(request, check_path=True)
        with translation.override(language):
            response = maintenance_answer(request, switches.reason(because))
        response["Retry-After"] = str(switches.RETRY_AFTER)
        response["Cache-Control"] = "no-store"
        return response


def maintenance_answer(request: HttpRequest, why: str) -> HttpResponse:
    if prefers_json(request):
        body = {"error": why, "field": None}
        return HttpResponse(views.encoded(body), status=503, content_type="application/json")
    return HttpResponse(maintenance_page(why), status=503)


def maintenance_page(why: str) -> str:
    """The page in every language, the reader's own on top. Needs no database."""
    first = translation.get_language()
    languages = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != first)
    return render_to_string("operations/maintenance.html", {"languages": languages, "why": why})


class ReadOnlyMiddleware:
    """While people may only read: what would write is refused with a sentence, and no statement that writes gets through."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        because = switches.state().read_only
        if because is None:
            return self.get_response(request)
        token = refusing.set(because)
        try:
            if request.method not in SAFE:
                return self.closed(answer(request, switches.refusal(because)), request)
            self.tell_staff(request, because)
            return self.closed(self.get_response(request), request)
        finally:
            refusing.reset(token)

    def tell_staff(self, request: HttpRequest, because: switches.Because) -> None:
        """Their rooms have no slot of ours; a message stands on top of each page that is loaded."""
        whole_page = request.headers.get("Sec-Fetch-Dest", "document") == "document"
        if (
            request.path_info.startswith(DESKS)
            and whole_page
            and "text/html" in request.headers.get("Accept", "text/html")
        ):
            messages.warning(request, switches.refusal(because).sentence)

    def closed(self, response: HttpResponse, request: HttpRequest) -> HttpResponse:
        """The session is not saved; whoever is signed in stays so."""
        if hasattr(request, "session"):
            request.session.modified = False
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The database became a standby a moment ago, and this process has not asked yet."""
        if isinstance(exception, InternalError) and getattr(exception.__cause__, "sqlstate", "") == READING_ONLY:
            switches.forget()
            return answer(request, switches.refusal({"": "standby"}))
        return None
