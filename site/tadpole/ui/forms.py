"""Forms that keep what was typed when an action refuses, and say so to people who listen to the page."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict
from django.utils import formats, timezone
from django.utils.translation import pgettext

from tadpole.errors import Changed, Refused, SignedOut
from tadpole.text import line
from tadpole.ui.versions import UNSAID, digest, same

Result = TypeVar("Result")
NARROW = (
    *(forms.EmailField, forms.IntegerField, forms.DateField, forms.DateTimeField, forms.TimeField),
    *(forms.DurationField, forms.URLField, forms.UUIDField),
)
"""Fields whose values are written in half-width characters; decimals and floats are integers to Django."""
UNPROCESSABLE = 422
MOST_KEPT = 20_000
"""Characters of a far too long text that are shown again, so that the form may be sent at all."""


class Form(forms.Form):
    """A form with our attributes on every control; refuse a whole form by `attempt`."""

    required_css_class = "required"
    error_css_class = "wrong"
    refused_status: int = UNPROCESSABLE
    retry_after: int | None = None
    signed_out = False
    """Refused because the session had ended: the page shows the way to the sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)


class EditForm(Form):
    """A form that changes something kept: it carries the digest of what it showed, for its action to compare under the row's lock.

    `kept` is what the row holds, by the names that the action compares. After a conflict `conflict` has what stands now, as
    text by field, and the form carries the new digest: sent again, it goes through.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, kept: Mapping[str, Any], **kwargs: Any) -> None:
        kwargs["initial"] = {**kept, **(kwargs.get("initial") or {}), "version": digest(kept)}
        super().__init__(*args, **kwargs)
        self.conflict: dict[str, str] = {}

    def clean_version(self) -> str:
        return self.cleaned_data["version"] or UNSAID

    def show_conflict(self, stands: Mapping[str, Any]) -> None:
        """Keep what was typed, show what stands beside it, and take the digest of that."""
        typed = self.cleaned_data
        self.conflict = {
            name: self.words(name, value) for name, value in stands.items() if not same(value, typed.get(name))
        }
        known = self.data.copy()  # type: ignore[attr-defined]
        known["version"] = digest(stands)
        self.data = known

    @property
    def conflict_elsewhere(self) -> list[tuple[str, str]]:
        """What stands now and has no field of this form: pictures, the papers that an answer is about."""
        return [(name, words) for name, words in self.conflict.items() if name not in self.fields]

    def words(self, name: str, value: Any) -> str:
        """A field's value as a reader sees it."""
        choices = dict(getattr(self.fields.get(name), "choices", None) or [])
        if value in (None, "", []):
            return pgettext("a field", "(empty)")
        if isinstance(value, datetime):
            return formats.date_format(timezone.localtime(value), "Y-m-d H:i")
        if isinstance(value, list):
            return ", ".join(str(one) for one in value)
        return str(choices.get(value, value))


def dress(field: forms.Field) -> None:
    """Give a field's widget what every control of ours has."""
    widget = field.widget
    if isinstance(widget, forms.Textarea):
        widget.attrs.pop("cols", None)
        widget.attrs.setdefault("rows", 5)
    if isinstance(widget, forms.EmailInput):
        widget.attrs.setdefault("autocomplete", "email")
    if isinstance(widget, forms.DateInput):
        widget.input_type = "date"
        widget.format = "%Y-%m-%d"
    if isinstance(field, NARROW) or isinstance(widget, forms.DateInput):
        take_half_width(field)


def take_half_width(field: forms.Field) -> None:
    """Let a field of numbers, dates, codes or addresses read what a Chinese keyboard writes: １２３４５６, mama＠example。org."""
    read = field.to_python

    def to_python(value: Any) -> Any:
        return read(narrow(value) if isinstance(value, str) else value)

    field.to_python = to_python  # type: ignore[method-assign]


def narrow(typed: str) -> str:
    """`typed` in half-width characters, without blanks at its ends; the Chinese full stop is a dot."""
    return unicodedata.normalize("NFKC", line(typed)).replace("。", ".")


class HalfWidth:
    """For forms that are not ours: their codes, addresses, dates and numbers are read as `Form` reads its own."""

    narrow_fields: tuple[str, ...] = ()
    """Fields of plain characters that hold a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            if isinstance(field, NARROW) or name in self.narrow_fields:
                take_half_width(field)


def attempt(form: forms.BaseForm, action: Callable[..., Result]) -> Result | None:
    """Run `action(**form.cleaned_data)` when the form is valid.

    A refusal becomes an error of the form (of its field when it names one) and None is returned,
    so the view renders the same form again with everything that was typed still in it.
    An action which has nothing to return should be asked about through `form.is_valid()` afterwards.
    """
    if not form.is_valid():
        keep_what_fits(form)
        return None
    try:
        return action(**form.cleaned_data)
    except Refused as refusal:
        if isinstance(refusal, Changed) and isinstance(form, EditForm):
            form.show_conflict(refusal.stands)
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal.sentence))
        form.refused_status = refusal.status  # type: ignore[attr-defined]
        form.signed_out = isinstance(refusal, SignedOut)  # type: ignore[attr-defined]
        form.retry_after = getattr(refusal, "retry_after", None)  # type: ignore[attr-defined]
        keep_what_fits(form)
        return None


def keep_what_fits(form: forms.BaseForm) -> None:
    """Of texts of megabytes only the beginning is shown again."""
    if not form.is_bound or not isinstance(form.data, QueryDict):
        return
    long = {name: texts for name, texts in form.data.lists() if any(len(text) > MOST_KEPT for text in texts)}
    if long:
        kept = form.data.copy()
        for name, texts in long.items():
            kept.setlist(name, [text[:MOST_KEPT] for text in texts])
        form.data = kept


def form_status(form: forms.BaseForm) -> int:
    """The HTTP status of a page that shows `form`: 200 untouched or valid, else why it was refused."""
    if not form.is_bound or form.is_valid():
        return 200
    return getattr(form, "refused_status", UNPROCESSABLE)
