"""The list of circles, a circle, joining and leaving, and the page after signing up."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.circles import actions, queries
from community.circles.forms import WelcomeForm
from community.families.actions import add_child
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import members_only
from tadpole.ui.places import place_here


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    page = queries.circles_page(request.user, timezone.localdate())
    return render(request, "circles/index.html", {"circles": page})


@require_safe
def circle(request: HttpRequest, slug: str) -> HttpResponse:
    page = queries.circle_page(request.user, slug, timezone.localdate())
    return render(request, "circles/circle.html", {"circle": page.circle, "joined": page.joined})


@require_POST
@login_required
def join(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.circle_of(request.user, slug, timezone.localdate())
    if actions.join(by=request.user, circle=found):
        messages.success(request, _("You are in %(circle)s.") % {"circle": found.localised_name})
    return back_to(request, slug)


@require_POST
@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.circle_of(request.user, slug, timezone.localdate())
    if actions.leave(by=request.user, circle=found):
        messages.success(request, _("You left %(circle)s. What you wrote stays.") % {"circle": found.localised_name})
    return back_to(request, slug)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@members_only
def welcome(request: HttpRequest) -> HttpResponse:
    """After signing up: one question that may be skipped, then the circles that fit."""
    form = WelcomeForm(request.POST or None)
    made = attempt(form, partial(add_child, by=request.user)) if request.method == "POST" else None
    if made:
        return redirect("circles:welcome")
    page = queries.circles_page(request.user, timezone.localdate())
    return render(request, "circles/welcome.html", {"form": form, "circles": page}, status=form_status(form))


def back_to(request: HttpRequest, slug: str) -> HttpResponse:
    """To the page that asked (one of ours), else to the circle."""
    wanted = place_here(request, request.POST.get("next", ""))
    return redirect(wanted) if wanted.startswith("/") else redirect("circles:circle", slug)
