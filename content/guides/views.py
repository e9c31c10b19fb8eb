"""Where an expert reads the guides that wait for them; and what guides put into places that lower apps left open."""

from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.kols.models import Kol
from community.profiles.models import Profile
from content.guides import actions, queries
from content.guides.forms import ReviewForm
from content.guides.models import GuidePage
from tadpole.accounts.models import User
from tadpole.errors import NotFound
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import View, members_only

MOST = 12


def by_kol(request: HttpRequest, kol: object) -> SafeString | str:
    """On an expert's page: what they wrote or checked."""
    if not isinstance(kol, Kol):
        return ""
    guides = (
        GuidePage.objects.visible_to(request.user)
        .by_person(kol.pk)
        .for_cards()
        .order_by("-first_published_at", "-pk")[:MOST]
    )
    return render_to_string("guides/by_kol.html", {"guides": list(guides), "kol": kol}, request=request)


def private(view: View) -> View:
    """A draft is nobody's but the expert's: not a cache's, not a search engine's."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = never_cache(view)(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return kept


@require_safe
@private
@members_only
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for the expert's yes."""
    page = queries.waiting_page(request.user, after=request.GET.get("after"))
    return render(request, "guides/waiting.html", {"page": page})


@private
@members_only
def review(request: HttpRequest, review_id: int) -> HttpResponse:
    """The draft as readers would see it, and the expert's answer."""
    by, form, sent = cast(User, request.user), None, request.POST or None
    found = queries.review(by, review_id)
    if found.draft or sent:
        form = ReviewForm(sent, kept={"words": found.draft.words if found.draft else ""})
        if attempt(form, lambda **said: actions.answer_review(by=by, review_id=review_id, **said)) is not None:
            messages.success(request, _("Thank you. The editors have been told."))
            return redirect("guides:waiting")
        found = queries.review(by, review_id) if sent else found
    context = {"review": found, "page": found.draft, "form": form, "reviewing": True}
    status = form_status(form) if form else 200
    return render(request, "guides/review.html", context, status=status)


@require_safe
@members_only
def edit(request: HttpRequest, page_id: int) -> HttpResponse:
    """From a notice to the CMS, whose addresses have no language."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise NotFound(_("There is no such page."))
    return redirect("wagtailadmin_pages:edit", page_id)


def door_to_waiting(request: HttpRequest, subject: object) -> SafeString | str:
    """An expert's way to the guides that wait for them."""
    profile = getattr(request.user, "profile", None)
    return render_to_string("guides/waiting_door.html", {}, request) if profile and profile.verified_as else ""


def door_on_own_profile(request: HttpRequest, subject: object) -> SafeString | str:
    """The same on phones, which have no rail."""
    door = door_to_waiting(request, subject) if isinstance(subject, Profile) and subject.pk == request.user.pk else ""
    return format_html('<nav class="box lines only-phone">{}</nav>', door) if door else ""
