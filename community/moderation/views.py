"""Reporting something, and the staff's room."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from community.moderation import actions, queries
from community.moderation.forms import DecisionForm, FlagForm, MemberForm
from community.moderation.rules import Ref
from community.profiles.models import Profile
from tadpole.accounts.models import User
from tadpole.ui.context import address
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import members_only


@members_only
def flag(request: HttpRequest, kind: str, id: str) -> HttpResponse:  # noqa: A002  the address's own word
    """Asks what is wrong, once; a dialog where scripts run, else a page. Whoever told us before is told what became of it."""
    ref = Ref(kind, id)
    subject = queries.subject_of(request.user, ref)
    htmx = bool(getattr(request, "htmx", False))
    if request.method == "GET" and (told := queries.told_before(request.user, ref)):
        context = {"told": told, "subject": subject, "ref": ref}
        return render(request, "moderation/flag_dialog.html" if htmx else "moderation/flag.html", context)
    form = FlagForm(request.POST or None)
    done = attempt(form, lambda **words: (actions.flag(by=cast(User, request.user), ref=ref, **words),))
    if done is None:
        context = {"form": form, "subject": subject, "ref": ref}
        return render(
            request,
            "moderation/flag_dialog.html" if htmx else "moderation/flag.html",
            context,
            status=form_status(form),
        )
    thanks = _("Thank you. Somebody will look at it.") if done[0] else queries.told_before(request.user, ref)
    if htmx:
        return render(request, "moderation/flagged.html", {"thanks": thanks})
    messages.success(request, thanks)
    return redirect(address(subject.url) or "/")


@require_safe
@members_only
def queue(request: HttpRequest) -> HttpResponse:
    """Cases that wait, or were decided."""
    state = request.GET.get("state", "")
    state = state if state in ("waiting", "hidden", "kept") else "waiting"
    page = queries.queue_page(request.user, state=state, after=request.GET.get("after"))
    return render(request, "moderation/queue.html", {"page": page, "tabs": tabs(state)})


def tabs(current: str) -> list[dict[str, Any]]:
    names = {
        "waiting": pgettext("moderation", "Waiting"),
        "hidden": pgettext("moderation", "Hidden"),
        "kept": pgettext("moderation", "Left as they are"),
    }
    here = reverse("moderation:queue")
    return [
        {"label": name, "href": f"{here}?state={state}", "current": state == current} for state, name in names.items()
    ]


@members_only
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: what it is, who said what, and the decision."""
    found = queries.case(request.user, pk)
    form = DecisionForm(request.POST or None)
    done = attempt(form, lambda **words: actions.decide(by=cast(User, request.user), ref=found.row.ref, **words))
    if done is not None:
        messages.success(request, _("Decided. Thank you."))
        return redirect("moderation:queue")
    return render(request, "moderation/case.html", {"case": found, "form": form}, status=form_status(form))


@members_only
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """One member: what is in force, what was decided, and what may be done (staff)."""
    found = queries.member(request.user, user_id, after=request.GET.get("after"), now=timezone.now())
    form = MemberForm(request.POST or None)
    by = cast(User, request.user)
    done = attempt(form, lambda **words: actions.decide_about_member(by=by, user_id=user_id, **words))
    if done is not None:
        messages.success(request, _("Decided. The person has been told."))
        return redirect("moderation:person", user_id)
    return render(request, "moderation/person.html", {"member": found, "form": form}, status=form_status(form))


def door_to_member(request: HttpRequest, subject: object) -> SafeString | str:
    """From somebody's page to what staff may do about them."""
    other = isinstance(subject, Profile) and subject.pk != request.user.pk
    return (
        render_to_string("moderation/person_door.html", {"profile": subject}, request)
        if other and queries.may_moderate(request.user)
        else ""
    )


def door_on_own_page(request: HttpRequest, subject: object) -> SafeString | str:
    """The same door where phones have no rail: on one's own page."""
    own = isinstance(subject, Profile) and subject.pk == request.user.pk
    return (
        render_to_string("moderation/own_door.html", {"door": door_to_queue(request, subject)})
        if own and queries.may_moderate(request.user)
        else ""
    )


def flag_of_avatar(request: HttpRequest, subject: object) -> SafeString | str:
    """The way to report somebody's picture, on their page."""
    shown = isinstance(subject, Profile) and subject.pk != request.user.pk and bool(subject.avatar_url)
    return render_to_string("moderation/flag_avatar.html", {"profile": subject}, request) if shown else ""


def door_to_queue(request: HttpRequest, subject: object) -> SafeString | str:
    """The staff's way to the queue, with how many wait."""
    if not queries.may_moderate(request.user):
        return ""
    return render_to_string("moderation/door.html", {"waiting": queries.waiting_count(request.user)}, request)
