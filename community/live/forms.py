"""What is asked of hosts, and of people who comment without scripts."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.live import rules
from tadpole.ui.forms import EditForm, Form
from tadpole.ui.words import Line, Lines


class LocalMoment(forms.DateTimeInput):
    """The browser's own picker of day and hour."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class SessionForm(Form):
    title = Line(
        most=rules.LONGEST_TITLE, label=_("What is it about?"), help_text=_("As you would say it to a friend.")
    )
    description = Lines(
        most=rules.LONGEST_DESCRIPTION,
        label=_("What you will talk about"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    scheduled_at = forms.DateTimeField(
        label=_("When"),
        widget=LocalMoment(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheduled_at"].help_text = _(
            "In your own time zone, %(zone)s. You start it yourself, a few minutes later is fine."
        ) % {"zone": timezone.get_current_timezone_name()}


class ScheduleForm(SessionForm):
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class ChangeForm(EditForm, SessionForm):
    """The same for a session that is there."""


class CommentForm(Form):
    text = Line(most=rules.LONGEST_COMMENT, label=_("Say something"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
