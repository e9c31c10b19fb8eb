"""Optimistic concurrency control of edit forms: a digest of what a form showed, compared under the row's lock."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tadpole.errors import Changed

SENTENCE = _(
    "This was changed somewhere else while you were writing. Your words are still here, and beside them is what stands "
    "now. Send again to keep yours."
)

UNSAID = "unsaid"
"""The version of a form that came without one: nobody knows what it showed, so it is compared like one that is out of date."""


def digest(fields: Mapping[str, Any]) -> str:
    """32 hexadecimal digits; equal values by name give the same ones in every process."""
    plain = json.dumps({name: comparable(value) for name, value in fields.items()}, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def comparable(value: Any) -> Any:
    """A field's value as JSON: rows by their key, moments in UTC, files by their name, lines ended one way."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(name): comparable(one) for name, one in value.items()}
    if isinstance(value, Iterable) and not hasattr(value, "open"):
        return [comparable(one) for one in value]
    return str(value)


def same(one: Any, other: Any) -> bool:
    """Whether two values of a field are the same to a reader: an empty text is as good as none."""
    return (comparable(one) or None) == (comparable(other) or None)


def refuse_changed(version: str, *, stands: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Raise Changed when the form of that `version` showed something else than what `stands`.

    Call it while the row is locked. A form that wants just what stands was sent twice and is let through; so is a caller
    that shows no form (an empty `version`). The forms themselves say `UNSAID` for a version that is missing.
    """
    if (
        version
        and version != digest(stands)
        and not all(same(value, wanted.get(name)) for name, value in stands.items())
    ):
        raise Changed(SENTENCE, stands=stands)
