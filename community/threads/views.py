"""Reading and writing threads. Every form works without scripts; htmx only saves the reload."""

from contextlib import suppress
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.circles.models import Circle
from community.circles.queries import circle_of, circles_to_write_in
from community.threads import actions, queries, rules
from community.threads.forms import EditPostForm, OpenThreadForm, ReplyForm
from community.threads.models import Post, Thread
from tadpole.accounts.actions import keep_pace
from tadpole.accounts.models import User
from tadpole.errors import Refused
from tadpole.ui.context import prefix
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import members_only


@require_safe
def thread(request: HttpRequest, thread_id: int) -> HttpResponse:
    page = queries.thread_page(request.user, thread_id, request.GET.get("after"))
    return render(request, "threads/thread.html", {"page": page})


@require_safe
def post(request: HttpRequest, thread_id: int, number: int) -> HttpResponse:
    """A permalink leads to the page that holds the number."""
    return redirect(place_of(queries.numbered_post(request.user, thread_id, number), request.user))


@require_safe
@never_cache
def news(request: HttpRequest, thread_id: int) -> HttpResponse:
    """An open page asks whether others have answered after number `?seen=`: the offer, or 204 when it is the one of `&told=`."""
    keep_pace(by=request.user, doing="news", most=300, seconds=60, address=request.META.get("REMOTE_ADDR"))
    found = queries.visible_thread(request.user, thread_id)
    seen = rules.read_cursor(request.GET.get("seen"))
    fresh = queries.answers_after(request.user, found, seen)
    if fresh.count in (0, rules.read_cursor(request.GET.get("told"))):
        return HttpResponse(status=204)
    place = place_of(Post(thread=found, number=fresh.first), request.user)
    context = {"thread": found, "count": fresh.count, "href": place, "seen": seen, "here": request.GET.get("here")}
    return render(request, "threads/offer.html", context)


@require_safe
@never_cache
def since(request: HttpRequest, thread_id: int) -> HttpResponse:
    """What htmx adds under a page that shows everything up to number `?seen=`; without it the page with the next number."""
    found = queries.visible_thread(request.user, thread_id)
    seen = rules.read_cursor(request.GET.get("seen"))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(place_of(Post(thread=found, number=min(seen + 1, found.last_number)), request.user))
    posts = queries.page_of(request.user, found, seen).posts.items
    first, last = (posts[0].post.number, posts[-1].post.number) if posts else (None, seen)
    return render(request, "threads/later.html", {"posts": posts, "thread": found, "focus": first, "last": last})


@require_http_methods(["GET", "POST"])
@members_only
def open_thread(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("circle") or request.GET.get("circle", "")
    form = OpenThreadForm(request, circles=choices(request, wanted), initial={"circle": wanted})
    if request.method == "POST" and (made := attempt(form, partial(actions.open_thread, by=request.user))):
        return redirect(made)
    return render(request, "threads/open.html", {"form": form, "most": rules.MOST_PHOTOS}, status=form_status(form))


@require_http_methods(["GET", "POST"])
@members_only
def reply(request: HttpRequest, thread_id: int) -> HttpResponse:
    """GET: the form on a page of its own, which shows no posts and says so: `seen` is empty. POST: from any page with the form."""
    found = queries.visible_thread(request.user, thread_id)
    form = ReplyForm(request, initial={"reply_to": request.GET.get("to")})
    if request.method == "POST" and (made := attempt(form, partial(answer_in, found, request))):
        return appended(request, found, made, form.cleaned_data.get("seen"))
    return answer_form(request, found, form)


@require_http_methods(["GET", "POST"])
@members_only
def edit_post(request: HttpRequest, thread_id: int, number: int) -> HttpResponse:
    found = queries.own_post(request.user, thread_id, number)
    kept = queries.kept_post(found)
    form = EditPostForm(request, chosen=kept["photos"], kept=kept)
    if not found.opens_thread:
        del form.fields["title"]
    if request.method == "POST" and (made := attempt(form, partial(actions.edit_post, by=request.user, post=found))):
        messages.success(request, _("Changed."))
        return redirect(place_of(made, request.user))
    context = {"form": form, "post": found, "most": rules.MOST_PHOTOS}
    return render(request, "threads/edit_post.html", context, status=form_status(form))


@require_http_methods(["GET", "POST"])
@members_only
def delete_post(request: HttpRequest, thread_id: int, number: int) -> HttpResponse:
    found = queries.own_post(request.user, thread_id, number)
    if request.method == "GET":
        return render(request, "threads/delete_post.html", {"post": found})
    actions.delete_post(by=request.user, post=found)
    messages.success(request, _("Removed. The number stays, the words are gone."))
    there = Thread.objects.visible_to(request.user).filter(pk=thread_id).exists()
    return redirect(place_of(found, request.user)) if there else redirect(found.thread.circle or "circles:index")


@require_POST
@members_only
def close(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Staff: no more replies."""
    found = queries.visible_thread(request.user, thread_id)
    actions.close_thread(by=cast(User, request.user), thread=found)
    messages.success(request, _("Closed. Everybody can still read it."))
    return redirect(found)


@require_POST
@members_only
def reopen(request: HttpRequest, thread_id: int) -> HttpResponse:
    found = queries.visible_thread(request.user, thread_id)
    actions.reopen_thread(by=cast(User, request.user), thread=found)
    messages.success(request, _("Open again."))
    return redirect(found)


@require_POST
def like(request: HttpRequest, thread_id: int, number: int) -> HttpResponse:
    found = queries.visible_post(request.user, thread_id, number)
    actions.like(by=request.user, post=found)
    return liked(request, found)


@require_POST
def unlike(request: HttpRequest, thread_id: int, number: int) -> HttpResponse:
    found = queries.visible_post(request.user, thread_id, number)
    actions.unlike(by=request.user, post=found)
    return liked(request, found)


def liked(request: HttpRequest, found: Post) -> HttpResponse:
    """The button as it is now, or the place of the post for readers without scripts."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(place_of(found, request.user))
    view = queries.post_view(request.user, queries.visible_post(request.user, found.thread_id, found.number))
    return render(request, "threads/like.html", {"view": view})


def answer_in(found: Thread, request: HttpRequest, *, seen: int | None, **fields: Any) -> Post:
    return actions.reply(by=request.user, thread=found, **fields)


def appended(request: HttpRequest, found: Thread, made: Post, seen: int | None) -> HttpResponse:
    """What htmx adds under the posts already on the page; else the post's place in the thread, and a message that says so there."""
    here = seen is not None and rules.page_start(seen or 1) == rules.page_start(made.number)
    if not (request.htmx and here):  # type: ignore[attr-defined]
        messages.success(request, _("Your reply is there. It is number %(n)s.") % {"n": made.number})
        return gone_to(request, place_of(made, request.user))
    posts = queries.page_of(request.user, found, seen or 0).posts.items
    last = posts[-1].post.number if posts else made.number
    fresh = ReplyForm(request, blank=True, initial={"seen": last})
    return render(
        request,
        "threads/appended.html",
        {"posts": posts, "thread": found, "form": fresh, "made": made, "last": last, "most": rules.MOST_PHOTOS},
    )


def gone_to(request: HttpRequest, address: str) -> HttpResponse:
    """To another page, also for htmx."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(address)
    return HttpResponse(status=204, headers={"HX-Redirect": address})


def answer_form(request: HttpRequest, found: Thread, form: ReplyForm) -> HttpResponse:
    context = {"thread": found, "form": form, "most": rules.MOST_PHOTOS}
    if request.htmx:  # type: ignore[attr-defined]
        response = render(request, "threads/reply_form.html", context, status=form_status(form))
        response["HX-Retarget"], response["HX-Reswap"] = "#reply", "outerHTML"
        return response
    number = form["reply_to"].value()
    context["answered"] = queries.answered_post(request.user, found, str(number or ""))
    return render(request, "threads/reply.html", context, status=form_status(form))


def choices(request: HttpRequest, wanted: str) -> list[Circle]:
    """Where a thread may be opened; the circle that was asked for first, also a birth club nobody joined yet."""
    circles = circles_to_write_in(request.user)
    if wanted and wanted not in {circle.slug for circle in circles}:
        with suppress(Refused):
            circles.insert(0, circle_of(request.user, wanted, timezone.localdate()))
    return circles


def place_of(found: Post, viewer: queries.Viewer) -> str:
    """The page that holds the post, and the post on it: its thread's, or the page the discussion stands under."""
    home = found.thread.about_url if queries.may_open_page(viewer, found.thread) else ""
    address = prefix() + home[2:] if home.startswith("/~") else home or found.thread.get_absolute_url()
    start = rules.page_start(found.number)
    return f"{address}{f'?after={start}' if start else ''}#p{found.number}"
