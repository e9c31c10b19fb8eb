"""Writing a note. Limits are the action's; here is only the shape."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from community.notes import rules
from community.products.models import Product
from media.photos.actions import receive_photos
from media.photos.models import Photo
from media.photos.queries import kept_choice, thumbnails
from tadpole.errors import Refused
from tadpole.ui.forms import EditForm, Form
from tadpole.ui.stars import StarsField
from tadpole.ui.words import Line, Lines


class NoteForm(Form):
    """A note with its photos. What was typed and chosen stays whatever is refused."""

    title = Line(most=rules.LONGEST_TITLE, label=_("Title"), error_messages={"required": _("It has no title yet.")})
    text = Lines(
        most=rules.LONGEST_TEXT,
        label=_("How was it"),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("There are no words yet. One is enough.")},
        help_text=_("How long, at which age, and what you would do differently. #topic# and @name work."),
    )
    product = forms.ModelChoiceField(
        label=_("What it is about"),
        queryset=Product.objects.order_by("name", "pk"),
        required=False,
        to_field_name="slug",
        empty_label=_("Nothing from the list"),
    )
    stars = StarsField(label=_("Stars"), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def __init__(self, request: HttpRequest, *, chosen: Sequence[Photo] = (), **kwargs: Any) -> None:
        sent = request.method == "POST"
        super().__init__(request.POST if sent else None, request.FILES if sent else None, **kwargs)
        self.sent = request.POST
        self.by = request.user
        self.chosen: list[Photo] = list(chosen)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ids = self.sent.getlist("photos")[: 2 * rules.MOST_PHOTOS]
        self.chosen = kept_choice(self.by, ids)
        try:
            self.chosen = receive_photos(
                by=self.by, uploads=self.files.getlist("photos_files"), ids=ids, most=rules.MOST_PHOTOS
            )
        except Refused as refusal:
            self.add_error(None, str(refusal.sentence))
            self.refused_status = refusal.status
        cleaned["photos"] = self.chosen
        return cleaned


class EditNoteForm(EditForm, NoteForm):
    """The same for a note that is there."""

    def words(self, name: str, value: Any) -> str:
        return thumbnails(value) if name == "photos" and value else super().words(name, value)
