"""How fast anybody may write; where a session is used from, for the list of sessions a person can end; and what staff show at the
door of their rooms."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tadpole.accounts.actions import keep_pace, refuse_silenced, sentence_of
from tadpole.accounts.gateways.devices import remember
from tadpole.accounts.models import Sanction
from tadpole.accounts.queries import in_force
from tadpole.accounts.rules import DEVICE_KEPT, PIECES
from tadpole.errors import Refused, SignedOut, TooOften
from tadpole.operations.statements import without_waiting
from tadpole.operations.switches import state
from tadpole.ui.again import offered
from tadpole.ui.members import SIGNED_OUT
from tadpole.ui.middleware import answer, said
from tadpole.ui.zones import in_zone_of_reader, known_zones

READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
SALT = "tadpole.accounts.device"


class PaceMiddleware:
    """No address of the site takes what is sent to it faster than `WRITES_A_MINUTE`; actions have narrower limits of their own.

    `request.device` is a random number that the browser brings back, signed, in a cookie of ours; empty when it brings none.
    It comes with the first page that has a form, or the first answer to something sent: nothing about the browser is looked
    at, nothing is stored, and who only reads has none. Asks no database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        device = device_in(request)
        request.device = device  # type: ignore[attr-defined]
        response = self.get_response(request)
        sends = request.method not in READING
        if sends and request.resolver_match is None:  # no view was found, or none was asked
            response = refused(request, device) or response
        opened = getattr(request, "opened_with", ())
        if not device and (sends or opened or wanted(request)):
            device = give_device(response)
        if opened:
            remember(request, response, device, opened)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Counts; after Django has refused what comes without a token of ours: such a try is no write."""
        if request.method in READING:
            return None
        return refused(request, request.device)  # type: ignore[attr-defined]


def device_in(request: HttpRequest) -> str:
    """The number in the cookie, if we signed it."""
    found = request.get_signed_cookie(
        settings.DEVICE_COOKIE_NAME, "", salt=SALT, max_age=int(DEVICE_KEPT.total_seconds())
    )
    return str(found)


def wanted(request: HttpRequest) -> bool:
    """Whether the page has a form (its token was just made), or a view counted by device and would have liked to know it."""
    return bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or getattr(request, "counts_devices", False))


def give_device(response: HttpResponse) -> str:
    """The number that this browser has from now on."""
    number = secrets.token_urlsafe(16)
    response.set_signed_cookie(
        settings.DEVICE_COOKIE_NAME,
        number,
        salt=SALT,
        max_age=DEVICE_KEPT,
        secure=settings.DEVICE_COOKIE_SECURE,
        httponly=settings.DEVICE_COOKIE_HTTPONLY,
        samesite=settings.DEVICE_COOKIE_SAMESITE,
    )
    return number


def refused(request: HttpRequest, device: str) -> HttpResponse | None:
    """The answer to something that was sent too fast, with what was typed; None when it may go on."""
    address = request.META.get("REMOTE_ADDR")
    doing, most = "write", settings.WRITES_A_MINUTE
    if is_piece(request):
        doing, most = "piece", most * PIECES
    with translation.override(language_of(request)):
        try:
            keep_pace(by=request.user, doing=doing, most=most, seconds=60, address=address, device=device)
        except TooOften as refusal:
            return answer(request, refusal)
    return None


def is_piece(request: HttpRequest) -> bool:
    """Whether it goes on with what an earlier request began, which was counted as the write."""
    if request.method != "PUT":
        return False
    try:
        return bool(getattr(resolve(request.path_info).func, "part_of_a_write", False))
    except Resolver404:
        return False


def language_of(request: HttpRequest) -> str | None:
    """Addresses without a language are asked by scripts, which say whose page they are on, and by staff."""
    said = request.headers.get("X-Language", "").lower()
    if said in dict(settings.LANGUAGES):
        return said
    alone = request.path_info.startswith((*STAFF_ROOMS, "/photos/"))
    return translation.get_language_from_request(request) if alone else translation.get_language()


class SanctionsMiddleware(MiddlewareMixin):
    """What staff decided about a member holds for every address, the day it is written: who is silenced sends nothing but what
    concerns the own account, who is suspended is signed out. The person is loaded anyway, so this asks no database."""

    STILL = ("account_", "mfa_", "usersessions_", "notifications:", "ui:")

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        person, now = request.user, timezone.now()
        with translation.override(language_of(request)):
            if in_force(person.suspended_until, now):
                sentence = sentence_of(person, Sanction.Kind.SUSPENSION, person.suspended_until)
                logout(request)
                return answer(request, Refused(sentence))
            if request.method in READING or not in_force(person.silenced_until, now):
                return None
            name = request.resolver_match.view_name if request.resolver_match else ""
            if name.startswith(self.STILL):
                return None
            try:
                refuse_silenced(person)
            except Refused as refusal:
                return answer(request, refusal)
        return None


SECONDS_BETWEEN = 300


class AccountZoneMiddleware:
    """Pages of somebody who signed in print that person's hours: of the account, else of the browser (cookie `zone`).

    Others get the site's zone with its name, because what they see is kept for many.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        name = request.user.time_zone or request.COOKIES.get("zone", "")
        if name not in known_zones():
            return self.get_response(request)
        with in_zone_of_reader(name):
            return self.get_response(request)


class SessionActivityMiddleware:
    """Notes address, browser and time of a session every five minutes, and at once when address or browser change.

    In place of allauth's own, which takes the database's write lock for every page somebody signed in reads.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if state().read_only is None and self.is_somebody(request) and self.is_news(request):
            self.note(request)
        return self.get_response(request)

    def note(self, request: HttpRequest) -> None:
        """A page is read without waiting for whoever writes: then the next one notes it."""
        try:
            with without_waiting():
                UserSession.objects.create_from_request(request)
        except OperationalError:
            cache.delete(self.mark(request))

    def is_somebody(self, request: HttpRequest) -> bool:
        return bool(request.user.is_authenticated and request.session.session_key)

    def is_news(self, request: HttpRequest) -> bool:
        """Whether this session was last seen from elsewhere, or long enough ago."""
        return cache.add(self.mark(request), True, SECONDS_BETWEEN)

    def mark(self, request: HttpRequest) -> str:
        at = "\n".join(request.META.get(name, "") for name in ("REMOTE_ADDR", "HTTP_USER_AGENT"))
        mark = salted_hmac("tadpole.accounts.middleware", f"{request.session.session_key}\n{at}").hexdigest()
        return f"session-seen:{mark}"


STAFF_ROOMS = ("/cms/", "/admin/")
STAFF_VIEWS = {
    "moderation:queue",
    "moderation:case",
    "photos:screening",
    "photos:decide",
    "kols:queue",
    "kols:answer",
    "moderation:person",
}
"""What staff decide outside those rooms: who is heard, whose picture is seen, who is called an expert."""
DOORS = ("/cms/login/", "/admin/login/", "/cms/logout/", "/admin/logout/")
POWER = ("/admin/", "/cms/users/", "/cms/groups/", "/cms/sites/", "/cms/redirects/import/")
"""Where accounts, rights and addresses are changed: the second factor is asked again after a while."""
FRESH = timedelta(minutes=30)
TO_FINISH = timedelta(hours=1)
"""A form that was opened in time may be sent in this time."""


class SecondFactorMiddleware(MiddlewareMixin):
    """Whoever works in the staff's rooms has shown a passkey, or a code besides the password, in this session."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        place = request.path_info
        match = request.resolver_match
        theirs = place.startswith(STAFF_ROOMS) or (match is not None and match.view_name in STAFF_VIEWS)
        reading = request.method in READING
        if theirs and not reading and not request.user.is_authenticated and place not in DOORS:
            with translation.override(language_of(request)):  # the rooms' own redirect would drop what was typed
                return answer(request, SignedOut(SIGNED_OUT))
        if not settings.STAFF_SECOND_FACTOR or not theirs or place in DOORS:
            return None
        if not (request.user.is_staff or request.user.has_perm("wagtailadmin.access_admin")):
            return None  # the room itself refuses
        shown = second_factor_shown(request)
        age = timezone.now() - shown if shown else None
        if age is not None and (not place.startswith(POWER) or age < (FRESH if reading else TO_FINISH)):
            return None
        with translation.override(language_of(request)):
            if not reading or getattr(request, "htmx", False) or request.headers.get("X-Requested-With"):
                sentence = _("Show your second factor first: open this page anew in another tab.")
                return said(request, sentence, status=403, again=offered(request, signed_out=True))
            return redirect(f"{reverse('account_second_factor')}?{urlencode({'next': request.get_full_path()})}")


def second_factor_shown(request: HttpRequest) -> datetime | None:
    """When this session last showed a passkey, or a code from an app or from the spare ones."""
    records = get_authentication_records(request, request.user)
    moments = [one["at"] for one in records if one.get("method") == "mfa"]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None
