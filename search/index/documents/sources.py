"""What a kind of thing has to say about itself so that it can be found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from search.index.rules import Document
from tadpole.accounts.models import User

Viewer = User | AnonymousUser
EVERYBODY = AnonymousUser()
BATCH = 200


@dataclass(frozen=True)
class Card:
    """What a result says beside its words, read fresh for the viewer. `label` is its kind in words; `picture` is an editorial
    image or a member's photo, by `drawn`. `words`: the text in the reader's language, of what is kept in several."""

    label: str
    meta: str = ""
    at: datetime | None = None
    picture: Any = None
    drawn: Literal["", "image", "photo"] = ""
    person: Any = None
    words: str = ""


@dataclass(frozen=True)
class Source:
    """One kind. `rows`: those that everybody may see, and no others; `documents`: what is kept of some of them;
    `cards`: {key: card} of those `viewer` may see at this moment, in a constant number of queries."""

    kind: str
    rows: Callable[[], QuerySet[Any]]
    documents: Callable[[Sequence[Any]], list[Document]]
    cards: Callable[[Viewer, Sequence[int]], dict[str, Card]]

    def present(self, keys: Sequence[str]) -> list[Document]:
        """Documents of those among `keys` that everybody may see now."""
        pks = [int(key) for key in keys if key.isdecimal()]
        return self.documents(list(self.rows().filter(pk__in=pks).order_by("pk")))

    def batch(self, after: int) -> tuple[list[Document], int]:
        """The documents of the next rows by key, and the key to go on after; 0 at the end."""
        rows = list(self.rows().filter(pk__gt=after).order_by("pk")[:BATCH])
        return self.documents(rows), rows[-1].pk if rows else 0

    def count(self) -> int:
        return self.rows().count()
