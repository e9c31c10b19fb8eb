"""Views of the CMS that compare what is saved with what was loaded."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet


class Compared:
    """An edit view that refuses a save whose form does not know the newest version: both are kept, and the form knows it then.

    Wagtail compares what it saves by itself (autosave) and lets what a person saves write over anything.
    """

    @cached_property
    def is_out_of_date(self: Any) -> bool:
        """Also when the form does not say which version it has loaded; Wagtail takes that for the newest."""
        said = self.request.POST
        if self.latest_revision and not (said.get("overwrite_revision_id") or said.get("loaded_revision_id")):
            return True
        return bool(super().is_out_of_date)  # type: ignore[misc]

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        by_hand = not self.expects_json_response and not self.page.alias_of_id and not self.is_cancelling_workflow
        if by_hand and self.is_out_of_date:
            return self.both_kept()
        response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def both_kept(self: Any) -> HttpResponse:
        """The form with what was typed, and the way to what the other person saved. It is saved by hand, not by itself."""
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        self.has_unsaved_changes, self.autosave_enabled = True, False
        theirs = self.latest_revision
        sentence = _(
            "%(who)s saved another version at %(time)s, while you were writing. What you wrote is still in the form. "
            "Have a look at that version, then save again to keep yours; that one stays in the history."
        )
        words = {"who": theirs.user or _("Somebody"), "time": date_format(localtime(theirs.created_at), "H:i")}
        there = reverse("wagtailadmin_pages:revisions_view", args=[self.page.pk, theirs.pk])
        messages.error(self.request, sentence % words, buttons=[messages.button(there, _("See that version"), True)])
        response: HttpResponse = self.render_to_response(self.get_context_data())
        response.status_code = 409
        return response


class ComparedEditView(Compared, EditView):
    """Editing a page."""


class ComparedRevertView(Compared, RevisionsRevertView):
    """Going back to a version."""


class ComparedPages(PageViewSet):
    """All kinds of pages."""

    edit_view_class = ComparedEditView
    revisions_revert_view_class = ComparedRevertView
