"""What is asked when something is reported, and when it is decided."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.moderation import rules
from tadpole.accounts.models import Sanction
from tadpole.accounts.rules import LONGEST_REASON
from tadpole.ui.forms import Form
from tadpole.ui.words import Lines


class FlagForm(Form):
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=list(rules.REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what is wrong with it.")},
    )
    note = Lines(
        most=rules.LONGEST_NOTE,
        label=_("Anything we should know"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DecisionForm(Form):
    verdict = forms.ChoiceField(choices=[("hide", "hide"), ("keep", "keep"), ("restore", "restore")])
    reason = Lines(
        most=rules.LONGEST_NOTE,
        label=_("Why (the author reads this)"),
        help_text=_("Needed to hide something or to show it again."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MemberForm(Form):
    """What is done about a member, or taken back."""

    verdict = forms.ChoiceField(
        choices=[(one, one) for one in (*Sanction.Kind.values, "lift-silence", "lift-suspension")]
    )
    reason = Lines(
        most=LONGEST_REASON,
        label=_("Why (the person reads this)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Please say why: the person will read it.")},
    )
    days = forms.TypedChoiceField(
        label=_("For how long"),
        required=False,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]
        choices=rules.day_choices,
    )
