"""What is taken, and which sizes are made. Pure: the decoder's process reads it too."""

from collections.abc import Iterable
from math import sqrt
from uuid import UUID

FORMATS = {
    "JPEG": ("image/jpeg", ("jpg", "jpeg")),
    "PNG": ("image/png", ("png",)),
    "WEBP": ("image/webp", ("webp",)),
    "AVIF": ("image/avif", ("avif",)),
    "HEIF": ("image/heic,image/heif", ("heic", "heif")),
    "GIF": ("image/gif", ("gif",)),
}
"""What members and editors may send: the decoder's name → the browser's names, and how files end."""
ACCEPT = ",".join(types for types, _ends in FORMATS.values())
EXTENSIONS = [end for _types, ends in FORMATS.values() for end in ends]
MOST_BYTES = 20_000_000
MOST_PIECE, LEAST_PIECE = 1_000_000, 100_000
"""Bytes of one piece of a picture that comes in several; the last may be as small as it is."""
PIECE = MOST_PIECE // 2
"""Bytes that our pages send at a time."""
MOST_PIXELS = 50_000_000
INCOMING = "incoming"
"""The folder of raw pieces in the storage. They hold the camera's data: shown by no address, part of no backup, erased in a day."""
MOST_FRAMES = 600
LEAST_SIDE = 16
WIDEST = 4096
KEPT_PIXELS = WIDEST * WIDEST
"""A wide picture is made smaller until it has so many. A narrow one is not: a screenshot of a long page stays readable."""
LONGEST_JPEG, LONGEST_WEBP = 65_500, 16_383
MOST_PACKED_PIXELS = 4_000_000
"""Larger sizes are made as JPEG only: as AVIF and WebP they would keep a process busy for the better part of a minute."""
WIDTHS = (320, 640, 1280)
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}  # in the order a browser should prefer them
MOST_MOVING_PIXELS, WIDEST_MOVING, LEAST_MOVING, MOST_MOVING_BYTES = 30_000_000, 640, 120, 6_000_000
"""Of an animation: pixels of all its frames, and its width, in pixels; bytes."""
SLOWEST_MS, FASTEST_MS = 10_000, 20
"""How long a frame may stand."""


def readable(ids: Iterable[str]) -> list[UUID]:
    """Those that are ids at all, in their order."""
    found = []
    for one in ids:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def widths_of(width: int) -> list[int]:
    """The widths a picture of `width` pixels is made in: never wider than it is, and its own width when it is small."""
    smaller = [one for one in WIDTHS if one < width]
    return smaller if len(smaller) == len(WIDTHS) else [*smaller, width]


def height_at(width: int, *, of: tuple[int, int]) -> int:
    """The height that keeps the shape of a picture of size `of` at `width`; at least one pixel."""
    return max(1, round(of[1] * width / of[0]))


def kept_size(width: int, height: int) -> tuple[int, int]:
    """How large a picture is kept. The number of pixels decides, not the longer side; the width is kept up to WIDTHS' last."""
    kept = min(width, WIDEST)
    if width > WIDTHS[-1] and width * height > KEPT_PIXELS:
        kept = min(kept, max(WIDTHS[-1], int(width * sqrt(KEPT_PIXELS / (width * height)))))
    while height_at(kept, of=(width, height)) > LONGEST_JPEG and kept > 1:
        kept = max(1, min(kept - 1, kept * LONGEST_JPEG // height_at(kept, of=(width, height))))
    return kept, min(LONGEST_JPEG, height_at(kept, of=(width, height)))


def moving_size(width: int, height: int, frames: int) -> tuple[int, int] | None:
    """How large an animation is kept; None when it has too many frames to be seen at all."""
    kept = min(width, WIDEST_MOVING, int(width * sqrt(MOST_MOVING_PIXELS / (width * height * frames))))
    return (kept, height_at(kept, of=(width, height))) if kept >= min(width, LEAST_MOVING) else None


def sizes_of(width: int, height: int, *, moving: bool = False) -> list[tuple[int, str]]:
    """(width, type) of every file that is made of a picture.

    Of one that moves these are its stills; its one WebP is the file itself.
    """
    heights = {one: height_at(one, of=(width, height)) for one in widths_of(width)}
    return [
        (one, kind)
        for one in heights
        for kind in TYPES
        if kind == "jpg" or (is_packed(one, heights[one]) and not (moving and kind == "webp"))
    ]


def is_packed(width: int, height: int) -> bool:
    """Whether a file of this size is also made as AVIF and WebP."""
    return height <= LONGEST_WEBP and width * height <= MOST_PACKED_PIXELS


def is_long(width: int, height: int) -> bool:
    """Whether it is so much higher than wide that a page shows only its beginning, until somebody asks for the rest."""
    return height > 2.5 * width
