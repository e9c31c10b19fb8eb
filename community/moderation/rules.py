"""Subjects by kind and id, reasons, and the pace of newcomers. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from tadpole.accounts.rules import SANCTION_DAYS


class Ref(NamedTuple):
    """Something that can be reported: `kind` as its app registered it, `id` as a string."""

    kind: str
    id: str


@dataclass(frozen=True)
class Subject:
    """What staff and authors are shown of it. `url` begins with "/~/"."""

    title: str
    excerpt: str
    url: str
    author_id: int | None


class Describe(Protocol):
    """{id: Subject} of those that `viewer` may see; staff see hidden ones too. Ids are strings, one query for all."""

    def __call__(self, viewer: Any, ids: Sequence[str]) -> Mapping[str, Subject]: ...


class Act(Protocol):
    """Hide or restore one subject; doing it twice changes nothing. Called inside moderation's transaction."""

    def __call__(self, *, by: Any, id: str) -> object: ...  # noqa: A002  the contract's own word


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be reported, and how its app deals with it."""

    name: str
    describe: Describe
    hide: Act
    restore: Act


KINDS: dict[str, Kind] = {}

REASONS: dict[str, Any] = {
    "advert": _("Advertising, or selling something"),
    "unsafe": _("Advice that could harm a child"),
    "rude": _("Insulting or cruel to somebody"),
    "private": _("Shows a child's face, name or address without need"),
    "false": _("Not true, or copied from somebody"),
    "other": _("Something else"),
}
KIND_WORDS: dict[str, Any] = {
    "post": _("Post"),
    "note": pgettext_lazy("parent", "Note"),
    "entry": _("Contest entry"),
    "photo": _("Photo"),
    "comment": _("Live comment"),
}
VERDICTS: dict[str, Any] = {"hide": _("Hidden"), "keep": _("Left as it is"), "restore": _("Shown again")}
TOLD_BEFORE: dict[str, Any] = {
    "waiting": _("You told us about this already. It is on our list, and somebody will look at it."),
    "kept": _("You told us about this already. We looked at it and left it as it is."),
    "hidden": _("You told us about this already. We looked at it, and others do not see it any more."),
}
"""What somebody hears who reports a thing again, by the state of the case."""
LONGEST_NOTE = 500


def day_choices() -> list[tuple[int, str]]:
    """For how long something may be decided about a person, in the reader's words."""
    return [(one, ngettext("%(n)d day", "%(n)d days", one) % {"n": one}) for one in SANCTION_DAYS]


class Pace(NamedTuple):
    """At most `most` times in `seconds`."""

    most: int
    seconds: int


NEWCOMER = timedelta(hours=24)
PACE: dict[str, tuple[Pace, Pace]] = {
    "thread": (Pace(3, 3600), Pace(20, 3600)),
    "reply": (Pace(20, 3600), Pace(120, 3600)),
    "note": (Pace(3, 3600), Pace(20, 3600)),
    "entry": (Pace(3, 3600), Pace(10, 3600)),
    "vote": (Pace(30, 3600), Pace(120, 3600)),
    "like": (Pace(100, 3600), Pace(600, 3600)),
    "kol": (Pace(5, 3600), Pace(10, 3600)),
    "flag": (Pace(10, 3600), Pace(30, 3600)),
}
"""What a newcomer and what everybody else may do in a time. What lies below or must not ask a database has its own pace:
pictures and searches by the account and address (`accounts.actions.keep_pace`), live comments by the second (`live.rules.pace`).
"""
OTHERWISE = (Pace(10, 3600), Pace(60, 3600))


def pace_of(doing: str, joined: datetime, now: datetime) -> Pace:
    """How often somebody who joined then may do this."""
    newcomer, settled = PACE.get(doing, OTHERWISE)
    return newcomer if now - joined < NEWCOMER else settled
