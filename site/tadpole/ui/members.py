"""Pages for people who signed in, and what happens when that ran out while somebody was writing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from tadpole.errors import SignedOut

View = Callable[..., HttpResponse]
SIGNED_OUT = _("You are not signed in any more. Sign in in another tab, then send again: your words are still here.")


def members_only(view: View) -> View:
    """Sends a reader who asks for the page to the sign-in and back; a form that comes too late is refused (403).

    A redirect would drop what was typed; the page of the refusal offers it for sending again (see `ui.again`).
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path())
        raise SignedOut(SIGNED_OUT)

    return guarded
