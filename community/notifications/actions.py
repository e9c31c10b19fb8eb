"""Telling somebody something, and having been told."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.notifications.models import Notice
from community.notifications.queries import unread_of
from community.notifications.rules import group_of
from tadpole.accounts.models import User
from tadpole.errors import NotFound
from tadpole.events.screens import broadcast


def notify(
    *,
    to: int,
    kind: str,
    message: str,
    url: str,
    params: Mapping[str, Any] | None = None,
    actor_id: int | None = None,
    key: str,
) -> Notice | None:
    """Tell person `to` once (per `key`); their open screens count it at once.

    `message` is an English msgid marked with gettext_noop in the app that owns the news, `params` fill it in
    (a value {"msgid": …} is translated too); `url` begins with "/~/". Nobody is told of what they did themselves,
    and nobody who left is told anything: then None, as when the key was told before.
    """
    if actor_id == to or not User.objects.filter(pk=to, is_active=True).exists():
        return None
    with transaction.atomic():
        notice, new = Notice.objects.get_or_create(
            to_id=to,
            key=key[:120],
            defaults={
                "kind": kind[:40],
                "message": message,
                "params": dict(params or {}),
                "url": url[:300],
                "actor_id": actor_id,
            },
        )
        if new:
            tell_screens_on_commit(to)
    return notice if new else None


def mark_read(*, by: User, notice_id: int) -> Notice:
    """One notice has been seen; a second time changes nothing."""
    with transaction.atomic():
        notice = Notice.objects.visible_to(by).filter(pk=notice_id).first()
        if notice is None:
            raise NotFound(_("That notice is not there any more."))
        if Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now()):
            tell_screens_on_commit(by.pk)
    return notice


def mark_all_read(*, by: User) -> int:
    """Everything has been seen; how many were new."""
    with transaction.atomic():
        seen = Notice.objects.visible_to(by).unread().update(read_at=timezone.now())
        if seen:
            tell_screens_on_commit(by.pk)
    return seen


def forget(*, user_id: int) -> None:
    """The account is closed: what it was told goes, and what others were told of it: the name stands in those sentences."""
    with transaction.atomic():
        Notice.objects.filter(Q(to=user_id) | Q(actor=user_id)).delete()


def tell_screens_on_commit(user_id: int) -> None:
    """Counted only after the commit, by the process that committed; a lost word costs nothing but freshness."""
    transaction.on_commit(
        lambda: broadcast(group_of(user_id), {"type": "notices.changed", "unread": unread_of(user_id)}), robust=True
    )
