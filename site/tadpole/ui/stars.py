"""Stars that are tapped: how good something was, one to five, or not said."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

MOST = 5


class StarsInput(forms.RadioSelect):
    """Radio buttons that `ui/parts/field.html` draws as a row of stars, and one for no stars."""


class StarsField(forms.TypedChoiceField):
    """A whole number from 1 to 5, or None."""

    widget = StarsInput

    def __init__(self, **kwargs: Any) -> None:
        stars = [(number, format_lazy(_("{n} of 5 stars"), n=number)) for number in range(1, MOST + 1)]
        choices = [*stars, ("", _("No stars"))]
        super().__init__(**{"coerce": int, "empty_value": None, "choices": choices, **kwargs})
