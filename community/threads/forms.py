"""What is asked when somebody opens a thread, replies, or puts a post right."""

import uuid
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.circles.models import Circle
from community.threads import rules
from media.photos.actions import receive_photos
from media.photos.models import Photo
from media.photos.queries import kept_choice, thumbnails
from tadpole.accounts.models import User
from tadpole.errors import Refused
from tadpole.ui.forms import EditForm, Form
from tadpole.ui.words import Line, Lines

NO_TITLE = {"required": _("A few words are missing here: what is it about?")}


class PostForm(Form):
    """A text with photos. What was typed and chosen stays whatever is refused."""

    text = Lines(
        most=rules.LONGEST_TEXT,
        label=_("Your words"),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("There are no words yet. One is enough.")},
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def __init__(
        self, request: HttpRequest, *, chosen: list[Photo] | None = None, blank: bool = False, **kwargs: Any
    ) -> None:
        """`blank`: a new form in the answer to one that was sent."""
        sent = request.method == "POST" and not blank
        super().__init__(request.POST if sent else None, request.FILES if sent else None, **kwargs)
        self.sent = request.POST
        self.by: User | AnonymousUser = request.user
        self.chosen: list[Photo] = chosen or []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ids = self.sent.getlist("photos")[: 2 * rules.MOST_PHOTOS]
        self.chosen = kept_choice(self.by, ids)
        try:
            uploads = self.files.getlist("photos_files")
            self.chosen = receive_photos(by=self.by, uploads=uploads, ids=ids, most=rules.MOST_PHOTOS)
        except Refused as refusal:
            self.add_error(None, str(refusal.sentence))
            self.refused_status = refusal.status
        cleaned["photos"] = self.chosen
        return cleaned


class ReplyForm(PostForm):
    reply_to = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)


class OpenThreadForm(PostForm):
    circle = forms.ChoiceField(
        label=_("Circle"), error_messages={"invalid_choice": _("That circle is not there. Choose another.")}
    )
    title = Line(
        most=rules.LONGEST_TITLE,
        label=_("Title"),
        help_text=_("Say it as you would ask a friend."),
        error_messages=NO_TITLE,
    )
    field_order = ("circle", "title", "text")

    def __init__(self, request: HttpRequest, *, circles: list[Circle], **kwargs: Any) -> None:
        super().__init__(request, **kwargs)
        self.circles = {circle.slug: circle for circle in circles}
        self.fields["circle"].choices = [(circle.slug, circle.localised_name) for circle in circles]  # type: ignore[attr-defined]

    def clean_circle(self) -> Circle:
        return self.circles[self.cleaned_data["circle"]]


class EditPostForm(EditForm, PostForm):
    """`title` is asked only of the post that opened a thread."""

    title = Line(most=rules.LONGEST_TITLE, label=_("Title"), error_messages=NO_TITLE)
    field_order = ("title", "text")

    def words(self, name: str, value: Any) -> str:
        return thumbnails(value) if name == "photos" and value else super().words(name, value)
