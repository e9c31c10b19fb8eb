"""The one question after signing up."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.families import rules
from tadpole.ui.forms import Form

SAID = {
    rules.Wrong.MONTH: _("Months go up to 12. Have a look whether one digit too many got in."),
    rules.Wrong.DAY: _("That month does not have so many days. Have a look at the day."),
    rules.Wrong.YEAR: _("That year looks odd. Four digits, like 2026."),
    rules.Wrong.UNREADABLE: _("We could not read that date. Write it like 2026-3-5."),
}


class DateField(forms.CharField):
    """A date in any of the ways people write one (families has the same for its own form)."""

    widget = forms.DateInput

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        read = rules.read_date(str(value)[:40])
        if isinstance(read, rules.Wrong):
            raise ValidationError(SAID[read])
        return read


class WelcomeForm(Form):
    due_date = DateField(label=_("Due date, while the baby is on the way"), required=False)
    birth_date = DateField(label=_("Birth date, when the baby is here"), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
