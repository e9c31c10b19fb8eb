"""When a failed delivery is tried again. Pure."""

from datetime import datetime, timedelta

MOST_TRIES = 40  # more than a day: a server that is away overnight costs nothing but time
LONGEST_PAUSE = timedelta(hours=1)
KEPT = timedelta(days=90)
SLOW_QUEUES = ("pictures", "slow")
HANDED_ON = ("mail", "search")  # the sweep gives these to their own workers: a server that hangs must not hold it up
LEASE = timedelta(minutes=5)  # how long a listener that runs alone has before another worker may try again
SHORT_LEASES = {
    "search": timedelta(minutes=1)
}  # two that index the same thing at once do no harm: the later reading stays


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to try again after `tries` failures: 2 s, 4 s, 8 s … at most 1 h apart; None when it is time to give up."""
    if tries >= MOST_TRIES:
        return None
    return now + min(timedelta(seconds=2**tries), LONGEST_PAUSE)


def lease(queue: str) -> timedelta:
    """For how long a delivery of this queue is left to whoever took it; so long it waits when that process is killed."""
    return SHORT_LEASES.get(queue, LEASE)


def longest_wait(tries: int) -> timedelta:
    """No delivery that failed so often waits longer than this; a minute is left for clocks that differ."""
    return max(LEASE, min(timedelta(seconds=2**tries), LONGEST_PAUSE)) + timedelta(minutes=1)
