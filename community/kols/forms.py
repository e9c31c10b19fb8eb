"""What an expert shows, and what staff answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.moderation.rules import day_choices
from tadpole.ui.forms import EditForm


class ApplicationForm(EditForm):
    speciality = forms.CharField(
        label=_("Your field"),
        error_messages={"required": _("Please fill this in.")},
        help_text=_("As it is to stand under your name: paediatric dermatology"),
        widget=forms.TextInput(attrs={"maxlength": 60}),
    )
    credential = forms.CharField(
        label=_("Your papers"),
        error_messages={"required": _("Please fill this in.")},
        help_text=_("Title, place and number, so that we can look it up"),
        widget=forms.TextInput(attrs={"maxlength": 120}),
    )
    statement = forms.CharField(
        label=_("What you would like to do here"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
    )


class AnswerForm(EditForm):
    verdict = forms.ChoiceField(choices=[("verify", "verify"), ("refuse", "refuse")])
    reason = forms.CharField(
        label=_("If not: why (the person reads this)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )


class MarkForm(EditForm):
    """What is done about the mark of an expert who has one, or had."""

    verdict = forms.ChoiceField(choices=[(one, one) for one in ("revoke", "pause", "resume", "correct")])
    speciality = forms.CharField(
        label=_("Field, as it stands under the name"), required=False, widget=forms.TextInput(attrs={"maxlength": 60})
    )
    credential = forms.CharField(label=_("Papers"), required=False, widget=forms.TextInput(attrs={"maxlength": 120}))
    days = forms.TypedChoiceField(
        label=_("For how long"),
        required=False,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]
        choices=day_choices,
    )
    reason = forms.CharField(
        label=_("Why (the person reads this)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )
