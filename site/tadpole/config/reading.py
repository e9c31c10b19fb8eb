"""Reading in the CMS does not wait for whoever writes: SQLite has one writer at a time, and Wagtail's pages ask for its lock to be read."""

from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.models import EditingSession

from tadpole.config.bad_input import ROOMS
from tadpole.operations.statements import without_waiting

NOT_KEPT = 0


class ReadingMiddleware:
    """A transaction of a page that is only read takes the write lock when it writes, not when it begins."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reading = request.method in ("GET", "HEAD") and request.path_info.startswith(ROOMS)
        if not reading or connection.vendor != "sqlite":
            return self.get_response(request)
        sqlite: Any = connection
        before, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
        try:
            return self.get_response(request)
        finally:
            sqlite.transaction_mode = before


def keep_editing_sessions_when_free() -> None:
    """Wagtail's editor notes on its first reading who looks at a page. While another connection writes it does not: the editor's
    ping, some seconds later, finds no such note and makes one."""
    save, cleanup = EditingSession.save, EditingSession.cleanup

    def save_when_free(self: EditingSession, *args: Any, **kwargs: Any) -> None:
        try:
            with without_waiting():
                save(self, *args, **kwargs)
        except OperationalError:
            self.pk = self.pk or NOT_KEPT

    def cleanup_when_free() -> None:
        try:
            with without_waiting():
                cleanup()
        except OperationalError:
            return  # the next one does it

    EditingSession.save = save_when_free
    EditingSession.cleanup = staticmethod(cleanup_when_free)
