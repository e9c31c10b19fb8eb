"""`{% load photos %}{% photo photo sizes="…" class="pic" %}`."""

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from media.photos.actions import refusal, taken
from media.photos.models import Photo
from media.photos.rules import ACCEPT, MOST_BYTES, PIECE, TYPES

register = template.Library()
SIZES = "(max-width: 45rem) 100vw, 40rem"


@register.simple_tag(takes_context=True)
def photo(
    context: Context,
    photo: Photo | None,
    sizes: str = SIZES,
    *,
    alt: str | None = None,
    eager: bool = False,
    judge: bool = False,
    moving: bool = False,
    **attrs: Any,
) -> SafeString | str:
    """A member's picture in all its sizes; nothing for None. No query.

    Its owner sees it with a word on top while it is checked, refused or hidden; others see a blank in its place.
    `alt` "" is for a picture that repeats the words beside it; `judge` shows it to staff who must decide; `moving` is an
    animation that moves, for where somebody asked it to: motion that begins by itself needs a way to stop it.
    """
    if photo is None:
        return ""
    request = context.get("request")
    own = request is not None and photo.owner_id == request.user.pk
    moves = moving and photo.moves
    return render_to_string(
        "photos/photo.html",
        {
            "photo": photo,
            "classes": attrs.get("class", ""),
            "sources": [] if moves else sources(photo),
            "fallback": "" if moves else srcset(photo, "jpg"),
            "src": photo.moving if moves else photo.address(640, "jpg"),
            "sizes": sizes,
            "alt": (photo.description or _("A member's photo")) if alt is None else alt,
            "eager": eager,
            "open": photo.shown or own or judge,
            "word": "" if photo.shown or judge else word(photo),
            "before": "" if str(photo.file.name).endswith(".webp") else photo.placeholder,
        },
    )


@register.simple_tag
def picture_limits() -> dict[str, str | int]:
    """What a page says and checks before it sends a picture: the server's own limits, in bytes, and its sentences."""
    return {
        "accept": ACCEPT,
        "bytes": MOST_BYTES,
        "piece": PIECE,
        "taken": taken(),
        "too_large": str(refusal("bytes")),
    }


def sources(photo: Photo) -> list[tuple[str, str]]:
    """(type, srcset) of every format but the last, which every browser takes."""
    return [(TYPES[kind], found) for kind in list(TYPES)[:-1] if (found := srcset(photo, kind))]


def srcset(photo: Photo, kind: str) -> str:
    return ", ".join(f"{photo.address(width, kind)} {width}w" for width, one in photo.sizes if one == kind)


def word(photo: Photo) -> str:
    """What its owner reads on a picture that others do not see."""
    if photo.state == Photo.State.REFUSED:
        return _("Not shown to others: it did not pass the check")
    return _("Hidden from others") if photo.hidden_at else _("Being checked; only you see it")
