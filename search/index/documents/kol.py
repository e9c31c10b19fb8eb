from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.kols.models import Kol
from search.index.documents.sources import EVERYBODY, Card, Source, Viewer
from search.index.rules import LONGEST_BODY, Document


def rows() -> QuerySet[Kol]:
    return (
        Kol.objects.visible_to(EVERYBODY).verified().filter(user__profile__isnull=False).select_related("user__profile")
    )


def documents(kols: Sequence[Kol]) -> list[Document]:
    return [
        Document(
            kind="kol",
            key=str(kol.pk),
            title=kol.user.profile.name,
            url=f"/~/kols/{kol.pk}/",
            at=kol.verified_at or kol.applied_at,
            body=f"{kol.statement}\n{kol.user.profile.bio}".strip()[:LONGEST_BODY],
            tags=tuple(tag for tag in (kol.speciality, kol.credential) if tag),
        )
        for kol in kols
    ]


def cards(viewer: Viewer, keys: Sequence[int]) -> dict[str, Card]:
    kols = Kol.objects.visible_to(viewer).verified().filter(pk__in=keys).select_related("user__profile")
    return {
        str(kol.pk): Card(_("Expert"), f"{kol.speciality} · {kol.credential}", person=kol.user.profile) for kol in kols
    }


SOURCE = Source("kol", rows, documents, cards)
