"""The outermost door: whose word about the reader's address counts, and what every answer says to browsers and caches."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers

from tadpole.config.settings.security import PERMISSIONS_POLICY

HEARSAY = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
ONLY_A_FILE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
DESK = "/cms/"
DOCUMENTS = "/documents/"
SEEN_BY_ALL = {"threads", "circles", "notes", "products", "kols", "profiles", "feed", "contests"}
"""URL namespaces whose pages hold nothing of one reader alone (a live session's page holds a ticket)."""
SECONDS_KEPT = 60


class DoorMiddleware:
    """First of all middlewares: last to see an answer, whoever made it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        believe(request.META, settings.PROXIES)
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        response.headers.setdefault(HEADER, ONLY_A_FILE)
        keep_from_shared_caches(request, response)
        open_to_shared_caches(request, response)
        return response


def believe(meta: dict[str, Any], proxies: int) -> None:
    """Let REMOTE_ADDR be the reader's address as the outermost of our `proxies` saw it, and forget what anybody may write.

    Each proxy adds to the end of X-Forwarded-For whom it heard; what a reader wrote there himself stands before that.
    """
    heard = [one.strip() for one in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    for name in HEARSAY:
        meta.pop(name, None)
    if not proxies:
        meta.pop("HTTP_X_FORWARDED_PROTO", None)
        return
    try:
        meta["REMOTE_ADDR"] = str(ip_address(heard[-proxies:][0]))
    except ValueError:  # the proxy said nothing: it is asking for itself
        return


def keep_from_shared_caches(request: HttpRequest, response: HttpResponseBase) -> None:
    """What a person who is signed in is shown, what sets a cookie, and documents (their collection or page may be closed) are for one browser."""
    said = response.headers.get("Cache-Control", "")
    if "private" in said or "no-store" in said:
        return
    user = getattr(request, "user", None)
    own = bool(user and user.is_authenticated and not said.startswith("public"))
    if own or response.cookies or request.path.startswith(DOCUMENTS):
        del response.headers["Cache-Control"]
        patch_cache_control(response, private=True, max_age=0)


def open_to_shared_caches(request: HttpRequest, response: HttpResponseBase) -> None:
    """A page of the community, as everybody sees it who has no session, may be kept for a minute.

    A page says otherwise by a Cache-Control of its own; one that holds a form's token is for one browser.
    """
    match = request.resolver_match
    if match is None or match.namespace not in SEEN_BY_ALL or request.method not in ("GET", "HEAD"):
        return
    said = "Cache-Control" in response.headers or response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    if said or response.status_code != 200 or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return
    patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    patch_vary_headers(response, ["Cookie", "HX-Request"])


class PolicyMiddleware(CSPMiddleware):
    """The CMS has a policy of its own, see `DESK_POLICY`."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(DESK) and not report_only:
            parts.config = settings.DESK_POLICY
        return parts
