"""What is taken, and which sizes are made. Pure: the decoder's process reads it too."""

from collections.abc import Iterable
from uuid import UUID

MOST_BYTES = 20_000_000
MOST_PIXELS = 50_000_000
MOST_FRAMES = 600
LEAST_SIDE = 16
LONGEST_SIDE = 4096
WIDTHS = (320, 640, 1280)
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}  # in the order a browser should prefer them


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
