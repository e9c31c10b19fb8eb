"""Taking part, and closing. Limits are the actions'; here is only the shape."""

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from campaigns.contests.models import ContestPage
from campaigns.contests.queries import free_notes
from community.notes import rules as note_rules
from community.notes.models import Note
from community.notes.rules import MOST_PHOTOS
from community.products.models import Product
from media.photos.actions import receive_photos
from media.photos.models import Photo
from media.photos.queries import kept_choice
from tadpole.errors import Refused
from tadpole.ui.forms import Form
from tadpole.ui.stars import StarsField
from tadpole.ui.words import Line, Lines


class ContestPageForm(WagtailAdminPageForm):
    """What an editor may not announce; a seeded or imported contest of the past is no announcement."""

    instance: ContestPage

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        if self.instance.published_row():
            return given
        page = ContestPage(
            pk=self.instance.pk,
            translation_key=self.instance.translation_key,
            hashtag=given.get("hashtag") or "",
            opens_at=given.get("opens_at"),
            entries_close_at=given.get("entries_close_at"),
            votes_close_at=given.get("votes_close_at"),
        )
        if not page.dated:
            return given
        if page.dates.votes_close_at <= timezone.now():
            self.add_error("votes_close_at", _("These days are over already: nobody could enter or vote."))
        if page.hashtag and (others := page.others_at_once()):
            words = {"title": others[0].title}
            self.add_error("hashtag", _("“%(title)s” uses this topic in the same days. Choose another one.") % words)
        return given


class EntryForm(Form):
    """One's own note, or a new one with its photos. What was typed and chosen stays whatever is refused."""

    note = forms.ModelChoiceField(
        label=_("Which note"),
        queryset=Note.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label=_("A new one, written below"),
        error_messages={"invalid_choice": _("Choose one of your own notes, or write a new one.")},
    )
    title = Line(most=note_rules.LONGEST_TITLE, label=_("Title"), required=False)
    text = Lines(
        most=note_rules.LONGEST_TEXT,
        label=_("How was it"),
        widget=forms.Textarea(attrs={"rows": 7}),
        required=False,
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

    def __init__(self, request: HttpRequest, *, contest: ContestPage, **kwargs: Any) -> None:
        sent = request.method == "POST"
        super().__init__(request.POST if sent else None, request.FILES if sent else None, **kwargs)
        self.sent = request.POST
        self.by = request.user
        self.chosen: list[Photo] = []
        self.fields["note"].queryset = free_notes(request.user, contest)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Pictures sent as files become the person's photos, also when the rest is refused."""
        cleaned = super().clean() or {}
        ids = self.sent.getlist("photos")[: 2 * MOST_PHOTOS]
        files = self.files.getlist("photos_files")
        self.chosen = kept_choice(self.by, ids)
        try:
            self.chosen = receive_photos(by=self.by, uploads=files, ids=ids, most=MOST_PHOTOS)
        except Refused as refusal:
            self.add_error(None, str(refusal.sentence))
            self.refused_status = refusal.status
        cleaned["photos"] = self.chosen
        return cleaned


class CloseForm(Form):
    """`early` matters only while votes are taken."""

    early = forms.BooleanField(label=_("Close it now, before the votes are over"), required=False)
