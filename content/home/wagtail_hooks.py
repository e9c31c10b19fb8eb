"""The CMS, where it reads addresses that somebody typed, and where it would delete what people made."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.models import Page

from content.home.queries import kept
from tadpole.accounts.models import User
from tadpole.text.addresses import parsed


def must_be_an_address(address: str) -> None:
    """Wagtail takes the address apart after this and would fail."""
    if parsed(address) is None:
        raise ValidationError(_("That is no address. It should look like /guides/sleep/."))


RedirectForm.base_fields["old_path"].validators.append(must_be_an_address)


def refused(request: HttpRequest, things: Iterable[Model]) -> HttpResponse | None:
    """A page that says what would go and what can be done instead; None when nothing that people made depends on `things`."""
    found = kept(things)
    if not found:
        return None
    known = {
        "kept": found,
        "pages": all(isinstance(one.thing, Page) for one in found),
        "accounts": all(isinstance(one.thing, User) for one in found),
    }
    return render(request, "home/kept.html", known, status=409)


@hooks.register("before_delete_page")
def keep_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail deletes a page's translations and aliases with it where it is set up to."""
    others = [fn([page], "delete") for fn in hooks.get_hooks("construct_translated_pages_to_cascade_actions")]
    return refused(request, [page, *(one for each in others if each for pages in each.values() for one in pages)])


@hooks.register("before_delete_snippet")
def keep_snippets(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    return refused(request, instances)


@hooks.register("before_delete_user")
def keep_user(request: HttpRequest, user: User) -> HttpResponse | None:
    return refused(request, [user])


@hooks.register("before_bulk_action")
def keep_many(request: HttpRequest, action_type: str, objects: Sequence[Model], action: Any) -> HttpResponse | None:
    """Pages, accounts, snippets, pictures: whatever is deleted in a list."""
    return refused(request, objects) if action_type == "delete" else None
