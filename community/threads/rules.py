"""Limits of what is written, pages of numbers, and who may do what to a post. Pure."""

SHORTEST_TITLE, LONGEST_TITLE = 4, 120
LONGEST_TEXT = 20_000
MOST_PHOTOS = 9
PAGE = 20
EXCERPT = 110


def page_start(number: int) -> int:
    """The cursor of the page that holds post `number`: pages are cut at 20, 40 … whoever removed what."""
    return (max(number, 1) - 1) // PAGE * PAGE


def read_cursor(after: str | None) -> int:
    """The number after which a page begins; anything odd means the first page."""
    return int(after) if after and after.isascii() and after.isdecimal() and len(after) < 10 else 0
