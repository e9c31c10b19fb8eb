"""Watching, commenting without scripts, and the host's studio."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.kols.models import Kol
from community.kols.queries import verified_kol
from community.live import actions, queries
from community.live.forms import ChangeForm, CommentForm, ScheduleForm
from tadpole.accounts.models import User
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import members_only


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """On air, coming, and what was."""
    context = {
        "on_air": queries.on_air(request.user),
        "upcoming": queries.upcoming(request.user),
        "page": queries.replays(request.user, after=request.GET.get("after")),
        "may_host": request.user.is_authenticated and verified_kol(request.user.pk) is not None,
    }
    return render(request, "live/live.html", context)


@require_safe
@never_cache
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    """The picture and what is said over it; after the end, the replay."""
    return shown(request, session_id, CommentForm())


@require_POST
@members_only
def comment(request: HttpRequest, session_id: int) -> HttpResponse:
    """Say something where no socket is open."""
    form = CommentForm(request.POST)
    by = cast(User, request.user)
    if attempt(form, lambda **words: actions.comment(by=by, session_id=session_id, **words)) is not None:
        return redirect(f"{queries.session_of(by, session_id).get_absolute_url()}#said")
    return shown(request, session_id, form)


def shown(request: HttpRequest, session_id: int, form: CommentForm) -> HttpResponse:
    page = queries.session_page(request.user, session_id, request.session.session_key)
    return render(
        request, "live/session.html", {"page": page, "session": page.session, "form": form}, status=form_status(form)
    )


@require_safe
def comments(request: HttpRequest, session_id: int) -> HttpResponse:
    """A pack of a replay's comments: ?from=&to= in milliseconds, &after= for the rest of a long one."""
    start, end = (whole(request.GET.get(name, "")) for name in ("from", "to"))
    return JsonResponse(queries.pack(request.user, session_id, start=start, end=end, after=request.GET.get("after")))


def whole(text: str) -> int:
    """Anything odd means 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


@require_safe
@never_cache
def ticket(request: HttpRequest, session_id: int) -> HttpResponse:
    """A fresh ticket for a page that has been open for long."""
    session = queries.session_of(request.user, session_id)
    return JsonResponse({"ticket": queries.ticket_for(request.user, session, request.session.session_key)})


@require_safe
@members_only
def studio_list(request: HttpRequest) -> HttpResponse:
    """A host's own sessions."""
    by = cast(User, request.user)
    queries.host_or_refused(by)
    return render(request, "live/own.html", {"page": queries.own_sessions(by, after=request.GET.get("after"))})


@require_http_methods(["GET", "POST"])
@members_only
def schedule(request: HttpRequest) -> HttpResponse:
    by = cast(User, request.user)
    queries.host_or_refused(by)
    form = ScheduleForm(request.POST or None)
    if (made := attempt(form, lambda **words: actions.schedule(by=by, **words))) is not None:
        messages.success(request, _("Written down. Your followers are told when you start."))
        return redirect("live:studio", made.pk)
    return render(request, "live/schedule.html", {"form": form}, status=form_status(form))


@require_http_methods(["GET", "POST"])
@members_only
def edit(request: HttpRequest, session_id: int) -> HttpResponse:
    by = cast(User, request.user)
    found = queries.own_session(by, session_id)
    form = ChangeForm(request.POST or None, kept=queries.kept_session(found))
    if found.started_at:
        form.fields["scheduled_at"].disabled = True
    if attempt(form, lambda **words: actions.change(by=by, session_id=session_id, **words)) is not None:
        messages.success(request, _("Changed."))
        return redirect("live:studio", session_id)
    return render(request, "live/edit.html", {"form": form, "session": found}, status=form_status(form))


@require_safe
@members_only
def studio(request: HttpRequest, session_id: int) -> HttpResponse:
    """Where a host starts and ends."""
    found = queries.own_session(request.user, session_id)
    return render(request, "live/studio.html", {"session": found})


@require_POST
@members_only
def start(request: HttpRequest, session_id: int) -> HttpResponse:
    return redirect(actions.start(by=cast(User, request.user), session_id=session_id))


@require_http_methods(["GET", "POST"])
@members_only
def end(request: HttpRequest, session_id: int) -> HttpResponse:
    """Asks where the studio's dialog could not; then does it."""
    if request.method == "GET":
        return render(request, "live/end.html", {"session": queries.own_session(request.user, session_id)})
    actions.end(by=cast(User, request.user), session_id=session_id)
    messages.success(request, _("You are off air. The replay is here for everybody."))
    return redirect("live:studio", session_id)


def by_kol(request: HttpRequest, subject: object) -> SafeString | str:
    """A host's sessions, on the expert's page."""
    found = queries.sessions_of(request.user, subject.pk) if isinstance(subject, Kol) else []
    return render_to_string("live/by_kol.html", {"sessions": found}, request) if found else ""
