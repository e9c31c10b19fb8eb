"""What guides put into places that lower apps left open."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.kols.models import Kol
from content.guides.models import GuidePage

MOST = 12


def by_kol(request: HttpRequest, kol: object) -> SafeString | str:
    """On an expert's page: what they wrote or checked."""
    if not isinstance(kol, Kol):
        return ""
    guides = (
        GuidePage.objects.visible_to(request.user)
        .by_person(kol.pk)
        .for_cards()
        .order_by("-first_published_at", "-pk")[:MOST]
    )
    return render_to_string("guides/by_kol.html", {"guides": list(guides), "kol": kol}, request=request)
