"""The list of notices, and the number in the header."""

from itertools import groupby
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.notifications import actions, queries
from community.notifications.rules import day_words
from tadpole.accounts.models import User
from tadpole.ui.context import address
from tadpole.ui.members import members_only


@require_safe
@never_cache
@members_only
def notices(request: HttpRequest) -> HttpResponse:
    """The viewer's notices by day."""
    page = queries.notices_page(request.user, after=request.GET.get("after"))
    today = timezone.localdate()
    days = [
        (day_words(day, today), day, list(rows))
        for day, rows in groupby(page, lambda notice: timezone.localtime(notice.created_at).date())
    ]
    context = {"days": days, "page": page, "unread": queries.unread_count(request.user)}
    return render(request, "notifications/notices.html", context)


@require_POST
@members_only
def read_one(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Marks it read and goes where it points."""
    notice = actions.mark_read(by=cast(User, request.user), notice_id=notice_id)
    return redirect(
        address(notice.url, "notifications:notices") if notice.url.startswith("/~/") else "notifications:notices"
    )


@require_POST
@members_only
def read_all(request: HttpRequest) -> HttpResponse:
    actions.mark_all_read(by=cast(User, request.user))
    return redirect("notifications:notices")


def unread_in_header(request: HttpRequest, subject: object) -> SafeString | str:
    """How many wait, for readers without scripts too; nothing when none do."""
    unread = queries.unread_count(request.user)
    return render_to_string("notifications/unread.html", {"unread": unread}) if unread else ""
