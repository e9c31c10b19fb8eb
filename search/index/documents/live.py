from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.live.models import LiveSession
from search.index.documents.sources import EVERYBODY, Card, Source, Viewer
from search.index.rules import LONGEST_BODY, Document


def seen_by(viewer: Viewer) -> QuerySet[LiveSession]:
    return LiveSession.objects.visible_to(viewer).select_related("host__user__profile")


def rows() -> QuerySet[LiveSession]:
    return seen_by(EVERYBODY)


def documents(sessions: Sequence[LiveSession]) -> list[Document]:
    return [
        Document(
            kind="live",
            key=str(session.pk),
            title=session.title,
            url=f"/~/live/{session.pk}/",
            at=session.started_at or session.scheduled_at,
            body=session.description[:LONGEST_BODY],
            tags=(session.host.user.profile.name, session.host.speciality) if session.host else (),
        )
        for session in sessions
    ]


def cards(viewer: Viewer, keys: Sequence[int]) -> dict[str, Card]:
    return {
        str(session.pk): card(session)
        for session in seen_by(viewer).filter(pk__in=keys).select_related("cover").prefetch_related("cover__renditions")
    }


def card(session: LiveSession) -> Card:
    host = session.host.user.profile if session.host else None
    at = session.started_at or session.scheduled_at
    return Card(state(session), host.name if host else "", at, session.cover, "image" if session.cover else "", host)


def state(session: LiveSession) -> str:
    if session.is_on_air:
        return _("Live session, on air now")
    return _("Live session, replay") if session.ended_at else _("Live session, to come")


SOURCE = Source("live", rows, documents, cards)
