"""Where a form says that its reader came from, or wants to go."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def place_here(request: HttpRequest, place: str, otherwise: str = "") -> str:
    """`place` when it is an address of this site; `otherwise` for every other and for what is no address."""
    ours = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    return place if ours else otherwise
