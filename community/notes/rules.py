"""Limits of a note. Pure."""

import unicodedata

SHORTEST_TITLE, LONGEST_TITLE = 2, 60
LONGEST_TEXT = 5_000
MOST_PHOTOS = 9
EXCERPT = 90
PAGE = 24


def seen(text: str) -> int:
    """How many characters a reader sees: blanks, control and zero-width characters do not count."""
    return sum(unicodedata.category(letter)[0] not in "CZ" for letter in text)


def tidy(title: str) -> str:
    """One line, composed, without what cannot be seen."""
    kept = "".join(letter for letter in title if unicodedata.category(letter) not in {"Cc", "Cs", "Cn", "Co"})
    return " ".join(unicodedata.normalize("NFC", kept).split())
