"""Circles for tests, made through the actions."""

from datetime import date
from itertools import count

from community.circles.actions import ensure_birth_club, ensure_topic_circle
from community.circles.models import Circle

_numbers = count(1)


def a_circle(
    *, slug: str = "", name: str = "第一口辅食", name_en: str = "First foods", name_zh_hant: str = "第一口副食品"
) -> Circle:
    return ensure_topic_circle(
        slug=slug or f"topic-{next(_numbers)}", name=name, name_en=name_en, name_zh_hant=name_zh_hant
    )


def a_birth_club(*, month: date = date(2027, 3, 1)) -> Circle:
    return ensure_birth_club(month=month)
