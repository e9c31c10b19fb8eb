"""Reading experts."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.kols.models import Kol, KolDecision
from tadpole.accounts.models import User
from tadpole.errors import NotFound, Refused
from tadpole.ui.paging import KeyPage, page_by_key

Viewer = User | AnonymousUser


def kols_page(viewer: Viewer, *, after: str | None, speciality: str = "") -> KeyPage[Kol]:
    """Verified experts, the newest first."""
    rows = Kol.objects.visible_to(viewer).verified().select_related("user__profile")
    if speciality:
        rows = rows.filter(speciality=speciality)
    return page_by_key(rows, order=("-verified_at", "-pk"), after=after, size=24)


def kol_page(viewer: Viewer, user_id: int) -> Kol:
    """One expert; NotFound for those whose papers nobody has checked, but for themselves and staff."""
    kol = with_papers(viewer, user_id)
    if kol is None:
        raise NotFound(_("There is no such expert here."))
    return kol


def with_papers(viewer: Viewer, user_id: int) -> Kol | None:
    """What somebody sent in and who checked it, or None."""
    rows = Kol.objects.visible_to(viewer).select_related("user__profile", "verified_by__profile")
    return rows.filter(pk=user_id).first()


def verified_kol(user_id: int) -> Kol | None:
    """The person as a verified expert, or None: who may host."""
    return Kol.objects.verified().select_related("user__profile").filter(pk=user_id).first()


def own_application(by: User) -> Kol | None:
    """What the person sent in, answered or not."""
    return Kol.objects.filter(pk=by.pk).first()


def papers(kol: Kol | None) -> dict[str, Any]:
    """What the form of an application shows, by field; empty texts before there is one."""
    names = ("speciality", "credential", "statement")
    return {name: getattr(kol, name) if kol else "" for name in names}


def may_verify(viewer: Viewer) -> bool:
    """Staff who were given the right to."""
    return bool(viewer.is_active and viewer.is_staff and viewer.has_perm("kols.change_kol"))


def refuse_outsiders(viewer: Viewer) -> None:
    """Refused unless `viewer` may verify."""
    if not may_verify(viewer):
        raise Refused(_("This room is for the people who check papers."))


def waiting_page(viewer: Viewer, *, after: str | None) -> KeyPage[Kol]:
    """Who waits for an answer, the one who waits longest first; staff only."""
    refuse_outsiders(viewer)
    rows = Kol.objects.visible_to(viewer).waiting().select_related("user__profile")
    return page_by_key(rows, order=("applied_at", "pk"), after=after)


def decisions_about(kol: Kol) -> list[KolDecision]:
    """The last lines of what was decided, the latest first; for pages that are staff's only."""
    return list(kol.decisions.select_related("by__profile").order_by("-pk")[:50])


def application(viewer: Viewer, user_id: int) -> Kol:
    """What somebody sent in; staff only."""
    refuse_outsiders(viewer)
    kol = with_papers(viewer, user_id)
    if kol is None:
        raise NotFound(_("There is no such application."))
    return kol
