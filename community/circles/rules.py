"""Birth clubs by month. Pure; `today` is an argument."""

import re
from datetime import date

OLDEST_YEARS = 18
MONTHS_AHEAD = 11
_SLUG = re.compile(r"born-(\d{4})-(\d{2})")


def slug_of(month: date) -> str:
    """`born-2027-03`: the address of the birth club of March 2027."""
    return f"born-{month:%Y-%m}"


def month_of(slug: str) -> date | None:
    """The month a birth club's address names; None when it names none."""
    found = _SLUG.fullmatch(slug)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    return date(year, month, 1) if 1900 <= year <= 2200 and 1 <= month <= 12 else None


def may_have_club(month: date, today: date) -> bool:
    """Months that some parent of ours can be in: from 18 years back to 11 months ahead."""
    ahead = (month.year - today.year) * 12 + month.month - today.month
    return -12 * OLDEST_YEARS <= ahead <= MONTHS_AHEAD
