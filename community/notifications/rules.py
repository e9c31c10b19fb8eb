"""How a notice becomes a sentence. Pure, but for the reader's language."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import formats
from django.utils.translation import gettext


def group_of(user_id: int) -> str:
    """The group that this person's open screens listen to."""
    return f"notices.{user_id}"


def spoken(message: str, params: Mapping[str, Any]) -> str:
    """`message` (an English msgid) in the active language, filled in; plain text, to be escaped by the template.

    A value {"msgid": "First thread"} is itself translated. A notice whose parameters went missing still says something.
    """
    words = {name: gettext(value["msgid"]) if is_message(value) else value for name, value in params.items()}
    try:
        return gettext(message) % words
    except (KeyError, ValueError, TypeError):
        return gettext(message)


def is_message(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("msgid"), str) and bool(value["msgid"])


def day_words(day: date, today: date) -> str:
    """What a day of the list is called: today, yesterday, else its date."""
    if day == today:
        return gettext("Today")
    if day == today - timedelta(days=1):
        return gettext("Yesterday")
    return formats.date_format(day, "MONTH_DAY_FORMAT" if day.year == today.year else "DATE_FORMAT")
