from collections.abc import Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.circles.models import Circle
from search.index.documents.sources import EVERYBODY, Card, Source, Viewer
from search.index.rules import Document


def rows() -> QuerySet[Circle]:
    return Circle.objects.visible_to(EVERYBODY)


def documents(circles: Sequence[Circle]) -> list[Document]:
    return [document(circle) for circle in circles]


def document(circle: Circle) -> Document:
    """With its name and description in every language."""
    names, words = {}, []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            names[code] = circle.localised_name
            words.append(circle.localised_description)
    first = names.pop(settings.LANGUAGE_CODE)
    body = "\n".join(dict.fromkeys(word for word in words if word))
    return Document(
        "circle", str(circle.pk), first, f"/~/circles/{circle.slug}/", circle.created_at, body, titles=names
    )


def cards(viewer: Viewer, keys: Sequence[int]) -> dict[str, Card]:
    circles = Circle.objects.visible_to(viewer).filter(pk__in=keys)
    return {str(circle.pk): card(circle) for circle in circles}


def card(circle: Circle) -> Card:
    members = ngettext("%(count)d member", "%(count)d members", circle.members_count) % {"count": circle.members_count}
    threads = ngettext("%(count)d thread", "%(count)d threads", circle.threads_count) % {"count": circle.threads_count}
    return Card(_("Circle"), f"{members} · {threads}", words=circle.localised_description)


SOURCE = Source("circle", rows, documents, cards)
