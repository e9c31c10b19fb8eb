"""Lists cut by key, not by number: page 500 costs the same as page 1, and a new row never shifts the next page.

The cursor is the last row's sort values. It is opaque to readers; one that was tampered with means the first page.
"""

import base64
import binascii
import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, FieldError, ValidationError
from django.db import models
from django.db.models import Q, QuerySet

Row = TypeVar("Row")
CURSOR_LIMIT = 2000
_DECODERS: dict[str, Callable[[str], Any]] = {
    "t": dt.datetime.fromisoformat,
    "d": dt.date.fromisoformat,
    "u": uuid.UUID,
    "n": Decimal,
}


class BadCursor(ValueError):
    """The cursor was not made by us, or for another order."""


@dataclass(frozen=True)
class KeyPage(Generic[Row]):
    """One page. `next` is the cursor of the following page, empty on the last one."""

    items: list[Row]
    next: str = ""

    def __iter__(self) -> Iterator[Row]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def page_by_key(
    queryset: QuerySet[Any, Row],
    *,
    order: Sequence[str] = ("-created_at", "-pk"),
    after: str | None = None,
    size: int = 20,
) -> KeyPage[Row]:
    """The `size` rows of `queryset` that follow cursor `after` in `order` (columns that are never null).

    `order` may mix directions and name annotations; the primary key is added as the last word on ties.
    """
    columns = _with_pk(order)
    ordered = queryset.order_by(*columns)
    rows = _rows_after(ordered, columns, after, size + 1) if after else list(ordered[: size + 1])
    page = rows[:size]
    more = len(rows) > size
    return KeyPage(page, _cursor(page[-1], columns) if more else "")


def _rows_after(ordered: QuerySet[Any, Row], columns: Sequence[str], after: str, size: int) -> list[Row]:
    try:
        values = _values(ordered.model, columns, after)
        return list(ordered.filter(_follows(columns, values))[:size])
    except (ValueError, TypeError, OverflowError, ValidationError, FieldError):
        return list(ordered[:size])


def _with_pk(order: Sequence[str]) -> tuple[str, ...]:
    if any(column.lstrip("-") in ("pk", "id") for column in order):
        return tuple(order)
    down = bool(order) and order[-1].startswith("-")
    return (*order, "-pk" if down else "pk")


def _follows(columns: Sequence[str], values: Sequence[Any]) -> Q:
    """(a after x) or (a = x and b after y) or …, each column in its own direction."""
    condition = Q()
    equal = Q()
    for column, value in zip(columns, values, strict=True):
        name = column.lstrip("-")
        beyond = "lt" if column.startswith("-") else "gt"
        condition |= equal & Q(**{f"{name}__{beyond}": value})
        equal &= Q(**{name: value})
    return condition


def _cursor(row: Any, columns: Sequence[str]) -> str:
    packed = json.dumps([_packed(_value_of(row, column.lstrip("-"))) for column in columns], separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def _value_of(row: Any, path: str) -> Any:
    if isinstance(row, dict):
        return row[path]
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _packed(value: Any) -> Any:
    match value:
        case dt.datetime():
            return {"t": value.isoformat()}
        case dt.date():
            return {"d": value.isoformat()}
        case uuid.UUID():
            return {"u": str(value)}
        case Decimal():
            return {"n": str(value)}
        case bool() | int() | float() | str():
            return value
    raise TypeError(f"Cannot page by a value of type {type(value).__name__}")


def _values(model: type[models.Model], columns: Sequence[str], cursor: str) -> list[Any]:
    if len(cursor) > CURSOR_LIMIT:
        raise BadCursor("too long")
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        packed = json.loads(raw)
    except (binascii.Error, UnicodeError, RecursionError) as error:
        raise BadCursor(str(error)) from error
    if not isinstance(packed, list) or len(packed) != len(columns):
        raise BadCursor("made for another order")
    return [_unpacked(model, column.lstrip("-"), value) for column, value in zip(columns, packed, strict=True)]


def _unpacked(model: type[models.Model], name: str, value: Any) -> Any:
    if isinstance(value, dict):
        ((tag, text),) = value.items() if len(value) == 1 else (("", ""),)
        if tag not in _DECODERS or not isinstance(text, str):
            raise BadCursor("unknown kind of value")
        try:
            value = _DECODERS[tag](text)
        except InvalidOperation as error:
            raise BadCursor(str(error)) from error
    elif not isinstance(value, bool | int | float | str):
        raise BadCursor("a cursor holds plain values")
    try:
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    except FieldDoesNotExist:
        return value
    return field.to_python(value) if isinstance(field, models.Field) else value
