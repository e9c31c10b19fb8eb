"""Who holds what."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from community.badges.models import Award
from community.badges.rules import BADGES, Badge


@dataclass(frozen=True)
class Held:
    """A badge somebody holds, how often, and since when."""

    badge: Badge
    times: int
    last_at: datetime


def badges_of(user_id: int) -> list[Held]:
    """Badges of a person, the newest first; one held for several things is one line."""
    rows = list(Award.objects.filter(user=user_id, code__in=BADGES).order_by("-awarded_at", "-pk")[:200])
    times = Counter(row.code for row in rows)
    newest = {row.code: row.awarded_at for row in reversed(rows)}
    return [Held(BADGES[code], times[code], newest[code]) for code in dict.fromkeys(row.code for row in rows)]
