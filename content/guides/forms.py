"""What an expert answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tadpole.ui.forms import EditForm
from tadpole.ui.words import Lines


class ReviewForm(EditForm):
    verdict = forms.ChoiceField(choices=[("yes", "yes"), ("changes", "changes")])
    comment = Lines(
        most=1_000,
        label=_("Your comment to the editors"),
        help_text=_("If something should be changed: what, and why. Readers do not see it."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
