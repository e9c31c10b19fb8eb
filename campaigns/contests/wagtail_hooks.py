"""The door from the page's editor to its closing."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from campaigns.contests.forms import ContestPageForm
from campaigns.contests.models import ContestPage
from campaigns.contests.rules import Phase

# Forms lie above models, so the model cannot name its own.
ContestPage.base_form_class = ContestPageForm


@hooks.register("register_page_header_buttons")
def close_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Once the contest has opened and until it is closed."""
    if not (isinstance(page, ContestPage) and page.live and page.permissions_for_user(user).can_publish()):
        return
    if page.phase() not in (Phase.COMING, Phase.CLOSED):
        address = reverse("contests:close", args=[page.pk])
        yield Button(_("Close the contest"), address, icon_name="success", priority=12)
