"""What all floors of the seed share: the hour, the dice, who and what is there already, and the data."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TextIO, TypeVar

from django.core.cache import cache
from django.core.management.base import OutputWrapper
from tqdm import tqdm

from community.circles.models import Circle
from community.notes.models import Note
from community.products.models import Product
from media.photos.models import EditorialImage, Photo
from tadpole.accounts.models import User

DEMO = Path(__file__).resolve().parents[1] / "demo"
Row = dict[str, Any]
Made = TypeVar("Made")


@dataclass
class Ground:
    """`people` by name, `circles` and `products` by slug, `notes` by key, `pictures` (editors') by name, `photos` by (owner's name, use, place)."""

    now: datetime
    dice: Random
    out: TextIO | OutputWrapper
    people: dict[str, User] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    pictures: dict[str, EditorialImage] = field(default_factory=dict)
    photos: dict[tuple[str, str, int], Photo] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.experts = {row["name"] for row in demo("members") if row["kol"]}

    def ago(self, days: float) -> datetime:
        """That many days ago, at an hour the dice choose; never in the last minute."""
        when = self.now - timedelta(days=days) + timedelta(minutes=self.dice.randrange(-480, 480))
        return min(when, self.now - timedelta(minutes=self.dice.randrange(2, 90)))

    def between(self, start: datetime, end: datetime) -> datetime:
        """Some moment of that time."""
        return start + (end - start) * self.dice.random()

    def some(self, names: Iterable[str], how_many: int) -> list[User]:
        """So many different people of these, or all of them when there are fewer."""
        pool = sorted(names)
        return [self.people[name] for name in self.dice.sample(pool, min(how_many, len(pool)))]

    def shown(self, rows: Iterable[Any], what: str, total: int | None = None) -> Iterator[Any]:
        """The rows, with a bar that counts them."""
        yield from tqdm(rows, desc=f"{what:<22}", total=total, file=self.out, mininterval=0.3)


def demo(name: str, key: str = "") -> list[Row]:
    """The list `key` of `demo/<name>.json` (the key is the name when none is given)."""
    rows: list[Row] = json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))[key or name]
    return rows


def act(verb: Callable[..., Made], **given: Any) -> Made:
    """Do something as a person would. The pace limits, made for fingers, start anew each time: the site is empty and ours."""
    cache.clear()
    return verb(**given)
