"""Members' pages of contests. The contest itself is a page of the CMS."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.contests import actions, queries
from campaigns.contests.forms import CloseForm, EntryForm
from campaigns.contests.models import ContestPage
from community.notes.models import Note
from community.profiles.models import Profile
from content.home.models import HomePage
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import members_only
from tadpole.ui.places import place_here

CONTESTS_ON_HOME = 2
WINS_ON_PROFILE = 6


@require_GET
def contest(request: HttpRequest, contest_id: int) -> HttpResponse:
    """An address without a language for notices: leads to the page."""
    return redirect(queries.contest_by_id(request.user, contest_id).get_url(request) or "/")


@members_only
def enter(request: HttpRequest, contest_id: int) -> HttpResponse:
    chosen = queries.contest_by_id(request.user, contest_id)
    form = EntryForm(
        request, contest=chosen, initial={"note": request.GET.get("note")} if request.method == "GET" else None
    )
    entry = attempt(form, lambda **typed: actions.enter(by=request.user, contest=chosen, **typed))
    if entry:
        messages.success(request, _("You take part. Now it is up to the others."))
        return redirect(entry)
    context = {"contest": chosen, "form": form, "mine": queries.own_entry(request.user, chosen)}
    return render(request, "contests/enter.html", context, status=form_status(form))


@require_GET
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    return render(request, "contests/entry.html", {"view": queries.entry_page(request.user, entry_id)})


@members_only
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Asks, with the votes it has; then does it."""
    mine = queries.own_entry_by_id(request.user, entry_id)
    open_to_me = ContestPage.objects.visible_to(request.user).filter(pk=mine.contest_id).first()
    if request.method == "GET":
        return render(request, "contests/withdraw.html", {"entry": mine, "contest": open_to_me})
    actions.withdraw(by=request.user, entry=mine)
    messages.info(request, _("Your entry is taken back. The note stays where it was."))
    return redirect(open_to_me.get_url(request) if open_to_me else mine.note)


@require_POST
def vote(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One vote; htmx gets all the buttons of its page again."""
    if not request.user.is_authenticated:
        return to_sign_in(request, entry_id)
    actions.cast_vote(by=request.user, entry_id=entry_id)
    voted = queries.entry_page(request.user, entry_id)
    if request.headers.get("HX-Request"):
        others = queries.others_on_page(request.user, voted.entry, request.POST.getlist("on_page"))
        mine = queries.own_entry(request.user, voted.contest)
        known = {"entry": voted.entry, "contest": voted.contest, "ballot": voted.ballot, "others": others, "mine": mine}
        return render(request, "contests/voted.html", known)
    messages.success(request, _("Your vote is counted."))
    return redirect(f"{back(request, voted.entry.get_absolute_url())}#entry-{entry_id}")


def to_sign_in(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Sign in first; afterwards the entry, where the button is. htmx is told to leave the page."""
    answer = redirect_to_login(queries.entry_by_id(request.user, entry_id).get_absolute_url())
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": answer["Location"]})
    return answer


def back(request: HttpRequest, otherwise: str) -> str:
    """The page the button was on, when it is one of ours."""
    return place_here(request, request.POST.get("back", ""), otherwise).split("#")[0]


@members_only
def close(request: HttpRequest, contest_id: int) -> HttpResponse:
    """Editors: ask, then name the winners."""
    closing = queries.contest_to_close(request.user, contest_id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    done = attempt(form, lambda early: (actions.close_contest(by=request.user, contest=closing, early=early),))
    if done:
        messages.success(request, _("The contest is closed. Winners and entrants are being told."))
        return redirect(closing.get_url(request) or "/")
    context = {"contest": closing, "form": form, "entries": queries.standing_count(closing)}
    return render(request, "contests/close.html", context, status=form_status(form))


def on_home(request: HttpRequest, page: object) -> SafeString | str:
    """Slot `home.sections`: contests that are running."""
    found = queries.running(request.user, page.locale_id, CONTESTS_ON_HOME) if isinstance(page, HomePage) else []
    return render_to_string("contests/on_home.html", {"contests": found}, request) if found else ""


def on_profile(request: HttpRequest, profile: object) -> SafeString | str:
    """Slot `profile.sections`: what this person won."""
    won = queries.won_by(request.user, profile.pk, WINS_ON_PROFILE) if isinstance(profile, Profile) else []
    return render_to_string("contests/on_profile.html", {"won": won}, request) if won else ""


def goes_with_note(request: HttpRequest, note: object) -> SafeString | str:
    """Slot `note.goes_with`: the entry that ends with a note, and its votes."""
    view = queries.entry_of_note(request.user, note) if isinstance(note, Note) else None
    return render_to_string("contests/goes_with_note.html", {"view": view}, request) if view else ""


def on_note(request: HttpRequest, note: object) -> SafeString | str:
    """Slot `note.sections`: the contest a note takes part in, or that it is kept with one."""
    if not isinstance(note, Note):
        return ""
    if view := queries.entry_of_note(request.user, note):
        return render_to_string("contests/on_note.html", {"view": view}, request)
    kept = queries.kept_entry_of_note(request.user, note)
    return render_to_string("contests/kept_note.html", {"entry": kept}, request) if kept else ""
