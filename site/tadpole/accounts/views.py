"""The account's own pages; signing in and out is allauth's."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tadpole.accounts import actions
from tadpole.accounts.forms import CloseAccountForm
from tadpole.accounts.models import User
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import members_only


@members_only
def settings(request: HttpRequest) -> HttpResponse:
    """Doors to everything about the account."""
    return render(request, "accounts/settings.html")


@members_only
def close_account(request: HttpRequest) -> HttpResponse:
    form = CloseAccountForm(request.POST or None)
    user = cast(User, request.user)
    if attempt(form, lambda **typed: actions.close_account(by=user, **typed) or True):
        logout(request)
        messages.info(request, _("Your account is closed. Take care."))
        return redirect("/")
    return render(request, "accounts/close_account.html", {"form": form}, status=form_status(form))
