"""A parent's own family. Every answer is for her alone and is never kept by a cache."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from community.families import actions, queries
from community.families.forms import ChangeChildForm, ChildForm
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import members_only


@never_cache
@require_safe
@members_only
def family(request: HttpRequest) -> HttpResponse:
    rows = queries.family_page(request.user, timezone.localdate())
    return render(request, "families/family.html", {"rows": rows})


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@members_only
def add_child(request: HttpRequest) -> HttpResponse:
    form = ChildForm(request.POST or None)
    made = attempt(form, partial(actions.add_child, by=request.user)) if request.method == "POST" else None
    if made:
        messages.success(request, _("Saved. Only you see it."))
        return redirect("families:family")
    return render(request, "families/add_child.html", {"form": form}, status=form_status(form))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@members_only
def change_child(request: HttpRequest, child_id: int) -> HttpResponse:
    child = queries.own_child(request.user, child_id)
    form = ChangeChildForm(request.POST or None, kept=queries.kept_child(child))
    made = (
        attempt(form, partial(actions.change_child, by=request.user, child_id=child_id))
        if request.method == "POST"
        else None
    )
    if made:
        messages.success(request, _("Saved. Only you see it."))
        return redirect("families:family")
    return render(request, "families/change_child.html", {"form": form, "child": child}, status=form_status(form))


@never_cache
@require_http_methods(["GET", "POST"])
@members_only
def remove_child(request: HttpRequest, child_id: int) -> HttpResponse:
    child = queries.own_child(request.user, child_id)
    if request.method == "POST":
        actions.remove_child(by=request.user, child_id=child_id)
        messages.success(request, _("Removed. Nothing of it was kept."))
        return redirect("families:family")
    return render(request, "families/remove_child.html", {"child": child})
