"""What is asked of hosts, and of people who comment without scripts."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from tadpole.ui.forms import EditForm, Form


class LocalMoment(forms.DateTimeInput):
    """The browser's own picker of day and hour."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class SessionForm(Form):
    title = forms.CharField(label=_("What is it about?"), help_text=_("As you would say it to a friend."), strip=False)
    description = forms.CharField(
        label=_("What you will talk about"), widget=forms.Textarea(attrs={"rows": 4}), required=False, strip=False
    )
    scheduled_at = forms.DateTimeField(
        label=_("When"),
        widget=LocalMoment(),
        help_text=_("Beijing time. You start it yourself, a few minutes later is fine."),
    )


class ScheduleForm(SessionForm):
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class ChangeForm(EditForm, SessionForm):
    """The same for a session that is there."""


class CommentForm(Form):
    text = forms.CharField(label=_("Say something"), strip=False, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
