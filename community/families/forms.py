"""What a parent is asked about a child."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.families import rules
from tadpole.ui.forms import EditForm, Form
from tadpole.ui.words import Line

SAID = {
    rules.Wrong.MONTH: _("Months go up to 12. Have a look whether one digit too many got in."),
    rules.Wrong.DAY: _("That month does not have so many days. Have a look at the day."),
    rules.Wrong.YEAR: _("That year looks odd. Four digits, like 2026."),
    rules.Wrong.UNREADABLE: _("We could not read that date. Write it like 2026-3-5."),
}


class DateField(forms.CharField):
    """A date in any of the ways people write one; says which part of it is odd."""

    widget = forms.DateInput

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        read = rules.read_date(str(value)[:40])
        if isinstance(read, rules.Wrong):
            raise ValidationError(SAID[read])
        return read


class ChildForm(Form):
    nickname = Line(
        label=_("What you call the baby"),
        most=rules.LONGEST_NICKNAME,
        required=False,
        help_text=_("Only you will see it."),
    )
    due_date = DateField(label=_("Due date"), required=False)
    birth_date = DateField(
        label=_("Birth date"), required=False, help_text=_("Leave it empty while the baby is on the way.")
    )
    gestation_weeks = forms.IntegerField(
        label=_("Weeks of pregnancy at birth"),
        required=False,
        help_text=_("Only for babies who came early: then we tell the corrected age too."),
        error_messages={"invalid": _("A number of weeks, like 35.")},
    )
    gestation_days = forms.IntegerField(
        label=_("and days"), required=False, error_messages={"invalid": _("A number of days, 0 to 6.")}
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class ChangeChildForm(EditForm, ChildForm):
    """The same for a child that is there."""
