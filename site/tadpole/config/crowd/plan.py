"""Who there is and when what is said: the same for the same numbers, however often it is worked out. Pure."""

from array import array
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from random import Random

YEARS = 3
SPAN = timedelta(days=365 * YEARS)
GROWTH = 1.6  # a community grows: after half the time there is a third of its people
QUIET = timedelta(days=8)  # nobody of the crowd came later: the sweep for untold sign-ups looks back a week
SHARE = 0.9  # the exponent of Zipf's law for the sizes of threads
TAIL = 24  # bits for the thread in a packed number: 16 million threads


@dataclass(frozen=True)
class Plan:
    """How many of what, and the numbers that their rows begin with."""

    seed: int
    posts: int
    members: int
    threads: int
    users_from: int
    threads_from: int
    posts_from: int
    now: datetime

    @property
    def begun(self) -> datetime:
        return self.now - SPAN

    @property
    def seconds(self) -> int:
        return int(SPAN.total_seconds())

    def dice(self, *what: object) -> Random:
        """Chance that is the same every time for the same thing."""
        return Random(":".join(map(str, (self.seed, *what))))

    def at(self, second: float) -> datetime:
        return self.begun + timedelta(seconds=second)

    def joined_at(self, number: int) -> datetime:
        """When member `number` came: they are numbered in that order."""
        return self.begun + (SPAN - QUIET) * ((number / self.members) ** (1 / GROWTH))

    def there(self, second: float) -> int:
        """How many members had come by then; at least two."""
        share = min(1.0, max(0.0, second) / (SPAN - QUIET).total_seconds())
        return max(2, min(self.members, int(self.members * share**GROWTH)))

    def somebody(self, dice: Random, second: float) -> int:
        """A member who was there then; few write much, many little."""
        return int(self.there(second) * dice.random() ** 2.2)

    @cached_property
    def sizes(self) -> "array[int]":
        """Posts of each thread, by Zipf: few are huge, most have a handful. They add up to `posts`."""
        weights = [(rank + 1) ** -SHARE for rank in range(self.threads)]
        rest = (self.posts - self.threads) / sum(weights)
        sizes = array("q", [1 + int(rest * weight) for weight in weights])
        for number in range(self.posts - sum(sizes)):
            sizes[number % self.threads] += 1
        self.dice("sizes").shuffle(sizes)
        return sizes

    @cached_property
    def order(self) -> "array[int]":
        """All posts in the order of time; each packs its second and its thread."""
        dice = self.dice("order")
        packed: array[int] = array("Q")
        for thread, size in enumerate(self.sizes):
            start = self.seconds * dice.random() ** (1 / GROWTH)
            life = min(self.seconds - start, 86_400 * dice.lognormvariate(0.5, 1.5) * (1 + size / 50))
            packed.append(int(start) << TAIL | thread)
            packed.extend(int(start + 30 + life * dice.random() ** 2) << TAIL | thread for _ in range(size - 1))
        return array("Q", sorted(min(one, (self.seconds - 1) << TAIL | one & (1 << TAIL) - 1) for one in packed))

    @cached_property
    def heads(self) -> "Heads":
        """What the posts say of each thread; threads are numbered anew, by when they were opened."""
        return Heads.of(self)


@dataclass(frozen=True)
class Heads:
    """`rank` gives a thread's number by age; the others are by that number."""

    rank: "array[int]"
    opened: "array[int]"
    last: "array[int]"
    size: "array[int]"

    @classmethod
    def of(cls, plan: Plan) -> "Heads":
        rank = array("q", [-1]) * plan.threads
        opened, last, size = array("q"), array("q"), array("q")
        for packed in plan.order:
            second, thread = unpacked(packed)
            if rank[thread] < 0:
                rank[thread] = len(opened)
                opened.append(second)
                last.append(second)
                size.append(0)
            number = rank[thread]
            last[number] = second
            size[number] += 1
        return cls(rank, opened, last, size)


def unpacked(packed: int) -> tuple[int, int]:
    """Second and thread."""
    return packed >> TAIL, packed & (1 << TAIL) - 1
