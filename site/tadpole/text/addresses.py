"""Addresses that somebody wrote: in a form, behind `next=`, in a header. Pure."""

from urllib.parse import SplitResult, urlsplit


def parsed(address: str) -> SplitResult | None:
    """The address in its parts; None when it is none: a bracket that stays open, a port of letters, a host that is
    written with characters which turn into `/` or `:`."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  read when asked for, and refused only then
    except ValueError:
        return None
    return parts
