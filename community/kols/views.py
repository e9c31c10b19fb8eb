"""Experts, and the way to become one."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.kols import actions, queries
from community.kols.forms import AnswerForm, ApplicationForm, MarkForm
from community.profiles.models import Profile
from tadpole.accounts.models import User
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import members_only


@require_safe
def kols(request: HttpRequest) -> HttpResponse:
    """Everybody whose papers were checked."""
    field = request.GET.get("field", "")[:60]
    page = queries.kols_page(request.user, after=request.GET.get("after"), speciality=field)
    return render(request, "kols/kols.html", {"page": page, "field": field})


@require_safe
def kol(request: HttpRequest, user_id: int) -> HttpResponse:
    """One expert and, by slot, what they published."""
    return render(request, "kols/kol.html", {"kol": queries.kol_page(request.user, user_id)})


@members_only
def apply(request: HttpRequest) -> HttpResponse:
    """Ask to be checked."""
    by = cast(User, request.user)
    known = queries.own_application(by)
    form = ApplicationForm(request.POST or None, kept=queries.papers(known))
    if attempt(form, lambda **words: actions.apply(by=by, **words)) is not None:
        messages.success(request, _("Sent. We look at papers within three working days and tell you here."))
        return redirect("kols:apply")
    return render(request, "kols/apply.html", {"form": form, "kol": known}, status=form_status(form))


@require_safe
@members_only
def queue(request: HttpRequest) -> HttpResponse:
    """Who waits for an answer (staff)."""
    page = queries.waiting_page(request.user, after=request.GET.get("after"))
    return render(request, "kols/queue.html", {"page": page})


@members_only
def answer(request: HttpRequest, user_id: int) -> HttpResponse:
    """One application and the answer to it (staff)."""
    found = queries.application(request.user, user_id)
    decided = found.verified_at is not None or found.paused_until is not None
    decided = decided and request.POST.get("verdict") not in ("verify", "refuse")  # pressed twice
    kept, asked = queries.papers(found), MarkForm if decided else AnswerForm
    form = asked(request.POST or None, kept=kept)
    if attempt(form, lambda **words: actions.answer(by=cast(User, request.user), user_id=user_id, **words)) is not None:
        messages.success(request, _("Answered. The person has been told."))
        return redirect("kols:queue")
    context = {"kol": found, "form": form, "decided": decided, "decisions": queries.decisions_about(found)}
    return render(request, "kols/answer.html", context, status=form_status(form))


def door_on_profile(request: HttpRequest, subject: object) -> SafeString | str:
    """From the person to the expert."""
    if not isinstance(subject, Profile):
        return ""
    found = queries.verified_kol(subject.pk) if subject.verified_as else None
    may = queries.may_verify(request.user)
    checks = may and subject.pk == request.user.pk
    context = {"kol": found, "checks": checks, "decides": may and subject.pk != request.user.pk}
    return render_to_string("kols/door.html", context, request) if found or checks else ""


def door_to_queue(request: HttpRequest, subject: object) -> SafeString | str:
    """The staff's way to the applications."""
    return render_to_string("kols/queue_door.html", {}, request) if queries.may_verify(request.user) else ""
