"""Stages a guide is for, and the facets of its index. Pure."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["trying", "pregnancy", "baby"]
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
