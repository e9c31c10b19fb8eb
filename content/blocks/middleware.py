"""Which passwords of pages were given in this session, so that every read can ask the viewer."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject
from wagtail.models import PageViewRestriction


class PagePasswordsMiddleware(MiddlewareMixin):
    """`request.user.page_passwords`: ids of the restrictions whose password was given. Reads the session when the user is read."""

    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(partial(with_passwords, request, request.user))  # type: ignore[assignment]


def with_passwords(request: HttpRequest, user: Any) -> Any:
    user.page_passwords = frozenset(request.session.get(PageViewRestriction.passed_view_restrictions_session_key, ()))
    return user
