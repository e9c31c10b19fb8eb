"""Forms that keep what was typed when an action refuses, and say so to people who listen to the page."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from tadpole.errors import Refused

Result = TypeVar("Result")
UNPROCESSABLE = 422
MOST_KEPT = 20_000
"""Characters of a far too long text that are shown again, so that the form may be sent at all."""


class Form(forms.Form):
    """A form with our attributes on every control; refuse a whole form by `attempt`."""

    required_css_class = "required"
    error_css_class = "wrong"
    refused_status: int = UNPROCESSABLE
    retry_after: int | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)


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
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal.sentence))
        form.refused_status = refusal.status  # type: ignore[attr-defined]
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
