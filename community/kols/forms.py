"""What an expert shows, and what staff answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.moderation.rules import day_choices
from tadpole.ui.forms import EditForm
from tadpole.ui.words import Line, Lines


class ApplicationForm(EditForm):
    speciality = Line(
        most=60,
        label=_("Your field"),
        error_messages={"required": _("Please fill this in.")},
        help_text=_("As it is to stand under your name: paediatric dermatology"),
    )
    credential = Line(
        most=120,
        label=_("Your papers"),
        error_messages={"required": _("Please fill this in.")},
        help_text=_("Title, place and number, so that we can look it up"),
    )
    statement = Lines(
        most=2_000,
        label=_("What you would like to do here"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(EditForm):
    verdict = forms.ChoiceField(choices=[("verify", "verify"), ("refuse", "refuse")])
    reason = Lines(
        most=300,
        label=_("If not: why (the person reads this)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MarkForm(EditForm):
    """What is done about the mark of an expert who has one, or had."""

    verdict = forms.ChoiceField(choices=[(one, one) for one in ("revoke", "pause", "resume", "correct")])
    speciality = Line(most=60, label=_("Field, as it stands under the name"), required=False)
    credential = Line(most=120, label=_("Papers"), required=False)
    days = forms.TypedChoiceField(
        label=_("For how long"),
        required=False,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]
        choices=day_choices,
    )
    reason = Lines(
        most=300,
        label=_("Why (the person reads this)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
