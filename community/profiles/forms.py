"""What one tells of oneself."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.profiles import rules
from tadpole.ui.forms import EditForm
from tadpole.ui.words import Line, Lines


class ProfileForm(EditForm):
    name = Line(
        most=rules.LONGEST_NAME,
        label=pgettext_lazy("person", "Name"),
        error_messages={"required": _("A name has 2 to 24 characters.")},
        help_text=_("2 to 24 characters. This is how others see and call you."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    bio = Lines(
        most=rules.LONGEST_BIO,
        label=_("A few words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Up to 300 characters. Whoever comes by can read this, so leave out addresses and full names."),
    )
