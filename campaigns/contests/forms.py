"""Taking part, and closing."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from campaigns.contests.models import ContestPage
from campaigns.contests.queries import free_notes
from community.notes.forms import NoteForm
from community.notes.models import Note
from tadpole.ui.forms import Form


class EntryForm(NoteForm):
    """One's own note, or a new one."""

    note = forms.ModelChoiceField(
        label=_("Which note"),
        queryset=Note.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label=_("A new one, written below"),
        error_messages={"invalid_choice": _("Choose one of your own notes, or write a new one.")},
    )

    def __init__(self, request: HttpRequest, *, contest: ContestPage, **kwargs: Any) -> None:
        super().__init__(request, **kwargs)
        self.fields["note"].queryset = free_notes(request.user, contest)  # type: ignore[attr-defined]


class CloseForm(Form):
    """`early` matters only while votes are taken."""

    early = forms.BooleanField(label=_("Close it now, before the votes are over"), required=False)
