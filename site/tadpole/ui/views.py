"""Error pages, the offline page and the living style page."""

import hashlib
import json
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import (
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import samples
from .again import offered, owner, reader_of
from .away import away, come_back
from .middleware import prefers_json, said

STYLESHEETS = ("tokens", "base", "parts", "cards", "forms")
PRIVATE = (
    "account",
    "family",
    "notices",
    "moderation",
    "search",
    "people/edit",
    "people/me",
    "t/new",
    "notes/new",
    "live/studio",
)
"""Corners that no search engine has a use for, in every language; those without one below."""
PRIVATE_ALWAYS = ("cms", "admin", "photos", "_ui", "offline", "ws")
MONTHS_AHEAD = timedelta(days=180)
TEXT = "text/plain; charset=utf-8"
LAST_WORDS = "<!doctype html><meta charset=utf-8><title>500</title><p>出了点问题，过一会儿再来。</p><p>Something went wrong. Please try again in a little while.</p>"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also where a form ends that is larger than Django reads, in bytes, fields or files (DATA_UPLOAD_MAX_…, `ui.uploads`)."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return said(request, _("That is more than fits through here. Please send it in smaller parts."), status=413)
    if isinstance(exception, DisallowedHost):  # a page would ask for the host again
        return HttpResponse(_("There is no site at this address."), status=400, content_type=TEXT)
    return said(request, _("We could not read that request. Go back and try once more."), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return said(request, _("This page is not open to you."), status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that waited too long, or came from another site. Nothing of it is written."""
    again = offered(request, signed_out=False)
    if again is None:
        return said(request, _("This page sat open for too long. Load it again, then send."), status=403)
    return said(request, _("This page sat open for too long, so it was not sent."), status=403, again=again)


@require_safe
@never_cache
def token(request: HttpRequest) -> JsonResponse:
    """A fresh token for a page that is open, for the person that page was made for (?made_for=) and nobody else."""
    if owner(request.GET.get("made_for", "")) != reader_of(request):
        return JsonResponse({"error": _("This page was opened by somebody else.")}, status=403)
    return JsonResponse({"token": get_token(request)})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return said(request, _("We looked everywhere. This page is not here, or not any more."), status=404)


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    response = said(request, _("That was a little too fast. Wait a minute, then try again."), status=429)
    response["Retry-After"] = "60"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither database nor request context: both may be what broke."""
    page: str
    try:
        if problem := away():
            return come_back(request, problem)
        if getattr(request, "htmx", False) or prefers_json(request):
            return said(request, _("Something went wrong on our side"), status=500)
        number = getattr(request, "number", "")
        page = render_to_string("ui/errors/500.html", {"number": number})
    except Exception:  # noqa: BLE001 - nothing may stop the last page
        page = LAST_WORDS
    return HttpResponse(page, status=500)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Kept by the service worker in every language and shown when the network is away."""
    asked = request.GET.get("l", "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE
    with translation.override(language):
        return render(request, "ui/errors/offline.html")


@require_safe
@never_cache
def service_worker(request: HttpRequest) -> HttpResponse:
    """Keeps the offline page and our style sheets, nothing anybody wrote."""
    page = reverse("ui:offline")
    keep = [f"{page}?l={code}" for code, _name in settings.LANGUAGES]
    keep += [static(f"ui/css/{name}.css") for name in STYLESHEETS] + [static("ui/brand.svg")]
    version = hashlib.sha256(json.dumps(keep).encode()).hexdigest()[:12]
    languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    plan = {"version": version, "keep": keep, "page": page, "languages": languages, "first": settings.LANGUAGE_CODE}
    script = render_to_string("ui/sw.js", {"plan": json.dumps(plan)})
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where crawlers should not go. Courtesy, not a lock: what is private is refused wherever the link came from."""
    prefixes = ["", *(f"{code}/" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    closed = [f"/{prefix}{corner}/" for prefix in prefixes for corner in PRIVATE] + [
        f"/{one}/" for one in PRIVATE_ALWAYS
    ]
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in closed), f"Sitemap: {settings.ORIGIN}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@require_safe
def security_contact(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where a weakness is told, when the operator named a place."""
    contact = settings.ENV.security_contact
    if not contact:
        raise Http404
    until = (timezone.now() + MONTHS_AHEAD).strftime("%Y-%m-01T00:00:00Z")
    lines = [
        f"Contact: {contact}",
        f"Expires: {until}",
        "Preferred-Languages: zh, en",
        f"Canonical: {settings.ORIGIN}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@require_safe
@login_required
def style_page(request: HttpRequest) -> HttpResponse:
    """Every component in light and dark, side by side; for staff."""
    if not request.user.is_staff:
        raise PermissionDenied
    return render(request, "ui/style.html", samples.everything())
