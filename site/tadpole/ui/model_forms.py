"""Edit forms that Wagtail and Django make from models: they carry the same digest as our own (`ui.versions`).

The row is read anew under its lock before it is compared and written, so that a column which the form does not show (a
counter) is not written back as it was when the page was opened.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel

from tadpole.errors import Changed
from tadpole.ui.locking import READING
from tadpole.ui.versions import UNSAID, digest, refuse_changed, same

FIELD = "version"
BESIDE: dict[type[Model], tuple[Callable[[Any], Mapping[str, Any]], Callable[[Any, Any], Mapping[str, Any]]]] = {}
"""Kinds of rows whose page holds more forms than the row's own: (row) -> what those show by name, (row, data sent) -> what they want."""


def shown_of(row: Model, form: forms.BaseForm) -> dict[str, Any]:
    """What a form shows of a row: the fields that both have, and the rows of its inline forms."""
    shown = model_to_dict(row, list(form.fields))
    if isinstance(row, ClusterableModel):
        known = row.serializable_data()
        shown |= {name: known[name] for name in getattr(form, "formsets", {}) if name in known}
    if type(row) in BESIDE:
        shown |= BESIDE[type(row)][0](row)
    return shown


def carry_version(form: forms.BaseForm) -> None:
    """Give a form of a row that is there the digest of what it shows, and let it compare when it is sent.

    It is validated inside the transaction that saves it.
    """
    row = getattr(form, "instance", None)
    if row is None or row.pk is None:
        return
    form.fields[FIELD] = forms.CharField(widget=forms.HiddenInput, required=False, initial=digest(shown_of(row, form)))
    clean = form.clean
    loaded = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}

    def compared() -> Any:
        cleaned = clean()
        fresh = type(row)._base_manager.select_for_update(no_key=True, of=("self",)).get(pk=row.pk)
        for name, value in loaded.items():
            if getattr(row, name) == value:  # else another form of this page, for the same row, has set it already
                setattr(row, name, getattr(fresh, name))
        refuse_other_version(form, shown_of(fresh, form))
        return cleaned

    form.clean = compared  # type: ignore[method-assign]


def refuse_other_version(form: Any, stands: dict[str, Any]) -> None:
    """Raise ValidationError when the form showed something else than what `stands`; it knows that then, and each field says it."""
    typed = {name: form.cleaned_data.get(name, value) for name, value in stands.items()}
    if type(form.instance) in BESIDE:
        typed |= BESIDE[type(form.instance)][1](form.instance, form.data)
    try:
        refuse_changed(form.cleaned_data.get(FIELD) or UNSAID, stands=stands, wanted=typed)
    except Changed as refusal:
        form.data = form.data.copy()
        form.data[form.add_prefix(FIELD)] = digest(stands)
        for name, value in stands.items():
            if not same(value, typed[name]):
                place = name if name in form.fields else None
                form.add_error(place, _("What stands there now: %(words)s") % {"words": words(value)})
        raise ValidationError(str(refusal.sentence)) from None


def words(value: Any) -> str:
    """A value of a model's field as an editor reads it."""
    if value in (None, "", []):
        return "–"
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def in_one_transaction(view: type) -> None:
    """What is sent to a view of this class is compared and saved in one transaction."""
    inherited = view.dispatch  # type: ignore[attr-defined]

    def dispatch(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in READING:
            return cast(HttpResponse, inherited(self, request, *args, **kwargs))
        with transaction.atomic():
            return cast(HttpResponse, inherited(self, request, *args, **kwargs))

    view.dispatch = dispatch  # type: ignore[attr-defined]


def with_version(maker: type) -> None:
    """The forms that this class makes carry their version."""
    inherited = maker.get_form  # type: ignore[attr-defined]

    def get_form(self: Any, *args: Any, **kwargs: Any) -> Any:
        form = inherited(self, *args, **kwargs)
        carry_version(form)
        return form

    maker.get_form = get_form  # type: ignore[attr-defined]


def versioned(made: type[forms.BaseModelForm]) -> type[forms.BaseModelForm]:
    """The same form class, whose forms carry their version."""

    def begin(self: Any, *args: Any, **kwargs: Any) -> None:
        made.__init__(self, *args, **kwargs)
        carry_version(self)

    return type(made.__name__, (made,), {"__init__": begin})
