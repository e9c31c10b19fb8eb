"""Pages about people."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.profiles import actions, queries
from community.profiles.forms import ProfileForm
from community.profiles.models import Profile
from media.photos.actions import receive_photos
from media.photos.models import Photo
from tadpole.accounts.models import User
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import members_only


@require_safe
@members_only
def me(request: HttpRequest) -> HttpResponse:
    """The door to one's own page; opens it when there was none yet."""
    return redirect(actions.ensure_profile(by=cast(User, request.user)))


@require_safe
def profile(request: HttpRequest, user_id: int) -> HttpResponse:
    """One person."""
    person = queries.profile_page(request.user, user_id)
    return render(request, "profiles/profile.html", {"profile": person, "own": request.user.pk == user_id})


@members_only
def edit(request: HttpRequest) -> HttpResponse:
    """Name, words and picture."""
    by = cast(User, request.user)
    person = actions.ensure_profile(by=by)
    form = ProfileForm(request.POST or None, kept=queries.kept_profile(person))
    picked: list[Photo] = []

    def change(**words: str) -> Profile:
        picked.extend(receive_photos(by=by, **sent_picture(request)))
        return actions.change_profile(by=by, avatar=next(iter(picked), None), **words)

    changed = attempt(form, change)
    if changed is not None:
        messages.success(request, _("Saved. This is how others see you now."))
        return redirect(changed)
    shown = picked or queries.pictures_of(by, request.POST.getlist("avatar") if form.is_bound else None, person)
    return render(
        request, "profiles/edit.html", {"form": form, "profile": person, "photos": shown}, status=form_status(form)
    )


def sent_picture(request: HttpRequest) -> dict[str, Any]:
    """The one picture of the form: a new file takes the place of the one that was kept."""
    uploads = request.FILES.getlist("avatar_files")[:1]
    return {
        "uploads": uploads,
        "ids": [] if uploads else [one for one in request.POST.getlist("avatar") if one][-1:],
        "most": 1,
    }


@require_POST
@members_only
def follow(request: HttpRequest, user_id: int) -> HttpResponse:
    actions.follow(by=cast(User, request.user), whom=user_id)
    return follow_answer(request, user_id)


@require_POST
@members_only
def unfollow(request: HttpRequest, user_id: int) -> HttpResponse:
    actions.unfollow(by=cast(User, request.user), whom=user_id)
    return follow_answer(request, user_id)


def follow_answer(request: HttpRequest, user_id: int) -> HttpResponse:
    """htmx swaps button and number; without scripts the page comes again."""
    if not getattr(request, "htmx", False):
        return redirect("profiles:profile", user_id)
    person = queries.profile_page(request.user, user_id)
    return render(request, "profiles/follow_button.html", {"profile": person, "fresh": True})


@require_safe
def followers(request: HttpRequest, user_id: int) -> HttpResponse:
    """Who follows this person."""
    person = queries.profile_page(request.user, user_id)
    page = queries.followers_page(request.user, user_id, after=request.GET.get("after"))
    return render(request, "profiles/follows.html", {"profile": person, "page": page, "which": "followers"})


@require_safe
def following(request: HttpRequest, user_id: int) -> HttpResponse:
    """Whom this person follows."""
    person = queries.profile_page(request.user, user_id)
    page = queries.following_page(request.user, user_id, after=request.GET.get("after"))
    return render(request, "profiles/follows.html", {"profile": person, "page": page, "which": "following"})
