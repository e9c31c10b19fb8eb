"""Small parts of what the crowd says: words.toml, read once."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Subject:
    """What is talked about in one circle."""

    topics: Sequence[str]
    happens: Sequence[str]
    asks: Sequence[str]
    tried: Sequence[str]
    says: Sequence[str]


@dataclass(frozen=True)
class Words:
    ages: Sequence[str]
    openings: Sequence[str]
    closings: Sequence[str]
    small: Sequence[str]
    reports: Sequence[str]
    first: Sequence[str]
    second: Sequence[str]
    subjects: dict[str, Subject]
    """By the circle's slug; `other` for those without words of their own."""


def read() -> Words:
    said: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    subjects = {slug: Subject(**parts) for slug, parts in said.pop("subjects").items()}
    return Words(**said, subjects=subjects)


WORDS = read()
