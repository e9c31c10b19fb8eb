"""Stages a guide is for, the facets of its index, and what an expert's yes is worth. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from content.blocks.rules import check_expired

Kind = Literal["trying", "pregnancy", "baby"]
Standing = Literal["", "fresh", "expired", "changed"]
"""Of a yes: there is none, it holds, it is too old to lean on, it was given to other words than these."""
Obstacle = Literal["", "nobody", "other", "unmarked", "asked", "wrote"]
"""Why somebody may not say yes to a guide: it names nobody, it names another, no mark, they asked for it, they wrote it."""
EDITORS_KEY = re.compile(r' data-block-key="[^"]*"')
LAST = {"trying": 0, "pregnancy": 42, "baby": 72}


@dataclass(frozen=True)
class Span:
    """From `start` to `end`, both included: weeks of a pregnancy, or months of a child. Trying has neither."""

    kind: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Facet:
    """A door of the guide index: `code` stands in the address."""

    code: str
    span: Span


FACETS = (
    Facet("trying", Span("trying")),
    Facet("weeks-1-13", Span("pregnancy", 1, 13)),
    Facet("weeks-14-27", Span("pregnancy", 14, 27)),
    Facet("weeks-28-42", Span("pregnancy", 28, 42)),
    Facet("months-0-3", Span("baby", 0, 3)),
    Facet("months-4-6", Span("baby", 4, 6)),
    Facet("months-7-12", Span("baby", 7, 12)),
    Facet("months-13-36", Span("baby", 13, 36)),
    Facet("months-37-72", Span("baby", 37, 72)),
)


def facet(code: str | None) -> Facet | None:
    """The facet an address asks for; None for none, and for one that never was."""
    return next((one for one in FACETS if one.code == code), None)


def fault(span: Span) -> str:
    """What is wrong with a span: "order", "range" or nothing."""
    if span.start > span.end:
        return "order"
    return "range" if span.end > LAST.get(span.kind, 0) else ""


def obstacle(
    person_id: int | None, *, named_id: int | None, written_by_id: int | None, asked_by_id: int | None, marked: bool
) -> Obstacle:
    """Whether this person may say yes to a guide; there is no exception for staff."""
    if named_id is None:
        return "nobody"
    if person_id != named_id:
        return "other"
    if not marked:
        return "unmarked"
    if person_id == written_by_id:
        return "wrote"
    return "asked" if person_id == asked_by_id else ""


def standing(checked_on: date | None, *, same_words: bool, today: date) -> Standing:
    """What a yes of that day says about the words of today."""
    if checked_on is None:
        return ""
    if not same_words:
        return "changed"
    return "expired" if check_expired(checked_on, today) else "fresh"


def bare(value: Any) -> Any:
    """What a StreamField stores, without the ids and keys that the editor's form adds: the words alone."""
    if isinstance(value, str):
        return EDITORS_KEY.sub("", value)
    if isinstance(value, Mapping):
        block = {"type", "value"} <= value.keys()
        return {name: bare(one) for name, one in value.items() if not (block and name == "id")}
    return [bare(one) for one in value] if isinstance(value, list | tuple) else value
