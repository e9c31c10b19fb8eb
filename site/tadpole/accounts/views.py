"""The account's own pages; signing in and out is allauth's."""

from typing import cast

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tadpole.accounts import actions
from tadpole.accounts.forms import CloseAccountForm, ZoneForm
from tadpole.accounts.middleware import language_of
from tadpole.accounts.models import User
from tadpole.errors import Refused
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import members_only
from tadpole.ui.places import place_here


@members_only
def settings(request: HttpRequest) -> HttpResponse:
    """Doors to everything about the account."""
    return render(request, "accounts/settings.html", {"zone": timezone.get_current_timezone_name()})


@members_only
def zone(request: HttpRequest) -> HttpResponse:
    """In whose hours this person reads."""
    user = cast(User, request.user)
    guessed = request.COOKIES.get("zone", "")
    form = ZoneForm(request.POST or None, guessed=guessed, kept={"time_zone": user.time_zone})
    if attempt(form, lambda **typed: actions.change_zone(by=user, **typed)):
        messages.success(request, _("Saved. Hours are shown in your zone from now on."))
        return redirect("account_settings")
    return render(request, "accounts/zone.html", {"form": form}, status=form_status(form))


def staff_door(request: HttpRequest) -> HttpResponse:
    """Where the CMS and the admin send whoever may not come in: to the one sign-in, which has limits; theirs have none."""
    if request.user.is_authenticated:
        raise Refused(_("These rooms are for the people who look after the site."))
    with translation.override(language_of(request)):
        return redirect_to_login(request.GET.get("next", "/"))


@require_safe
@members_only
def second_factor(request: HttpRequest) -> HttpResponse:
    """Staff on the way to their rooms: show the second factor, or learn how to get one."""
    place = place_here(request, request.GET.get("next", ""))
    ways = [way["url"] for way in get_adapter().get_reauthentication_methods(request.user) if "mfa" in way["id"]]
    if ways:
        return redirect(f"{ways[-1]}?{urlencode({'next': place or '/'})}")
    return render(request, "accounts/second_factor.html", {"place": place})


@members_only
def close_account(request: HttpRequest) -> HttpResponse:
    form = CloseAccountForm(request.POST or None)
    user = cast(User, request.user)
    if attempt(form, lambda **typed: actions.close_account(by=user, **typed) or True):
        logout(request)
        messages.info(request, _("Your account is closed. Take care."))
        return redirect("/")
    return render(request, "accounts/close_account.html", {"form": form}, status=form_status(form))
