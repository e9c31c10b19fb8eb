"""Where a family is: pregnancy by week and day, age by month, corrected age. Pure; `today` is always an argument.

Weeks of pregnancy are counted as midwives do: the due date is 40 weeks and 0 days after the first day.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

TERM = 280
"""Days from the first day counted to the due date."""
EARLY = 37 * 7
"""Born before this many days of gestation is early."""
LONGEST = 44 * 7
"""Days of pregnancy after which we stop counting and only ask."""
CORRECTED_UNTIL = 24
"""Completed months of age, counted from the birth and not from the due date, at which the corrected age is told no more.

"Until 24 months" can be read both ways: a child of 30 weeks of gestation would be told its corrected age until 24 months, or until
26. We take the first. The correction stands on what is measured, and that is entered by the age since birth: the charts of the
Royal College of Paediatrics and Child Health (UK-WHO growth charts, fact sheet 5, "Plotting preterm infants", birth to two years)
are filled in at the actual age and corrected from there. And a parent knows the day on which it ends: the second birthday.
"""
CHILD_FROM = 36
"""Months of age from which somebody is called a child."""
SHORTEST_GESTATION, LONGEST_GESTATION = 20, 45
LONGEST_NICKNAME = 24
"""Weeks of gestation at birth that can be entered."""
MOST_CHILDREN = 12
EARLIEST_BIRTH_YEARS = 18

_DATE = re.compile(r"\D*(\d{4})\D{1,3}(\d{1,6})\D{1,3}(\d{1,6})\D*")
_SOLID = re.compile(r"\s*(\d{4})(\d{2})(\d{2})\s*")


class Kind(StrEnum):
    TRYING = "trying"
    PREGNANCY = "pregnancy"
    BABY = "baby"
    CHILD = "child"


@dataclass(frozen=True)
class Stage:
    """`week` and `day` count pregnancy (for a baby born early: until the due date); the rest counts age."""

    kind: Kind
    week: int | None = None
    day: int | None = None
    days_left: int | None = None
    """Days until the due date; negative when it has passed."""
    months: int | None = None
    """Completed months of age."""
    weeks: int | None = None
    """Completed weeks of age."""
    years: int | None = None
    corrected_months: int | None = None
    corrected_weeks: int | None = None
    """Completed months and weeks since the due date of somebody born early; None when not told."""

    @property
    def overdue(self) -> bool:
        return self.kind == Kind.PREGNANCY and self.days_left is not None and self.days_left < 0

    @property
    def early(self) -> bool:
        """Born early and still young enough that it counts."""
        return self.kind == Kind.BABY and (self.corrected_months is not None or self.week is not None)


def reading_stage(stage: Stage) -> tuple[str, int]:
    """What guides are written for: trying, a week of pregnancy, or a month of age."""
    if stage.kind == Kind.PREGNANCY:
        return "pregnancy", stage.week or 0
    return ("trying", 0) if stage.months is None else ("baby", stage.months)


def stage_of(
    *, due_date: date | None = None, birth_date: date | None = None, gestation: int | None = None, today: date
) -> Stage:
    """`gestation`: days of pregnancy at birth, when known. A birth date in the future counts as a due date."""
    if birth_date and birth_date <= today:
        return _born(birth_date, gestation if gestation is not None else gestation_days(due_date, birth_date), today)
    expected = due_date or birth_date
    return _expected(expected, today) if expected else Stage(Kind.TRYING)


def _expected(due_date: date, today: date) -> Stage:
    left = (due_date - today).days
    if left > TERM:
        return Stage(Kind.TRYING, days_left=left)
    week, day = divmod(min(TERM - left, LONGEST), 7)
    return Stage(Kind.PREGNANCY, week=week, day=day, days_left=left)


def _born(birth_date: date, gestation: int | None, today: date) -> Stage:
    months = months_between(birth_date, today)
    kind = Kind.BABY if months < CHILD_FROM else Kind.CHILD
    week = day = corrected_months = corrected_weeks = None
    if gestation is not None and gestation < EARLY and months < CORRECTED_UNTIL:
        term = birth_date + timedelta(days=TERM - gestation)
        if today < term:
            week, day = divmod(TERM - (term - today).days, 7)
        else:
            corrected_months, corrected_weeks = months_between(term, today), (today - term).days // 7
    return Stage(
        kind,
        week=week,
        day=day,
        months=months,
        weeks=(today - birth_date).days // 7,
        years=months // 12,
        corrected_months=corrected_months,
        corrected_weeks=corrected_weeks,
    )


def months_between(start: date, end: date) -> int:
    """Completed months. Who was born on the 31st is a month older on the last day of a shorter month (29 Feb: on 28 Feb)."""
    months = (end.year - start.year) * 12 + end.month - start.month
    last_day = calendar.monthrange(end.year, end.month)[1]
    return months if end.day >= min(start.day, last_day) else months - 1


def gestation_days(due_date: date | None, birth_date: date | None) -> int | None:
    """Days of pregnancy at birth, from both dates; None when one is missing or they cannot belong together."""
    if not due_date or not birth_date:
        return None
    days = TERM - (due_date - birth_date).days
    return days if SHORTEST_GESTATION * 7 <= days < (LONGEST_GESTATION + 1) * 7 else None


def month_of(due_date: date | None, birth_date: date | None) -> date | None:
    """First day of the month somebody was born in, or is expected in."""
    day = birth_date or due_date
    return day.replace(day=1) if day else None


class Wrong(StrEnum):
    """What is wrong with a date somebody typed."""

    UNREADABLE = "unreadable"
    MONTH = "month"
    DAY = "day"
    YEAR = "year"


def read_date(text: str) -> date | Wrong:
    """A date as people type it: 2026-3-5, 2026/03/05, 2026 年 3 月 5 日, 20260305."""
    found = _SOLID.fullmatch(text) or _DATE.fullmatch(text)
    if not found:
        return Wrong.UNREADABLE
    year, month, day = (int(part) for part in found.groups())
    if not 1900 <= year <= 2200:
        return Wrong.YEAR
    if not 1 <= month <= 12:
        return Wrong.MONTH
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return Wrong.DAY
    return date(year, month, day)
