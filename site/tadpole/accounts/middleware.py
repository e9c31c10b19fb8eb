"""Where a session is used from, for the list of sessions a person can end."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SECONDS_BETWEEN = 300


class SessionActivityMiddleware:
    """Notes address, browser and time of a session every five minutes, and at once when address or browser change.

    In place of allauth's own, which takes the database's write lock for every page somebody signed in reads.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.session_key and self.is_news(request):
            UserSession.objects.create_from_request(request)
        return self.get_response(request)

    def is_news(self, request: HttpRequest) -> bool:
        """Whether this session was last seen from elsewhere, or long enough ago."""
        at = "\n".join(
            request.META.get(name, "") for name in ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_USER_AGENT")
        )
        mark = salted_hmac("tadpole.accounts.middleware", f"{request.session.session_key}\n{at}").hexdigest()
        return cache.add(f"session-seen:{mark}", True, SECONDS_BETWEEN)
