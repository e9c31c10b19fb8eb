"""Reading circles."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.circles.models import Circle, Membership
from community.circles.rules import may_have_club, month_of, slug_of
from community.families.queries import arrivals_of
from tadpole.accounts.models import User
from tadpole.errors import NotFound

Viewer = User | AnonymousUser
MOST_CLUBS = 24
"""Birth clubs named on the list of circles: the busiest, by month."""
MOST_MINE = 60


@dataclass(frozen=True)
class CirclesPage:
    mine: list[Circle]
    suggested: list[Circle]
    topics: list[Circle]
    clubs: list[Circle]
    joined: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class CirclePage:
    circle: Circle
    joined: bool


def circles_page(viewer: Viewer, today: date) -> CirclesPage:
    """All there is to choose from; as many queries for many circles as for one."""
    mine, suggested = my_circles(viewer), suggested_for(viewer, today)
    circles = (
        Circle.objects.visible_to(viewer).offered().exclude(pk__in=[one.pk for one in (*mine, *suggested) if one.pk])
    )
    busiest = circles.filter(kind=Circle.Kind.BIRTH_CLUB).order_by("-members_count", "-month")[:MOST_CLUBS]
    return CirclesPage(
        mine=mine,
        suggested=suggested,
        topics=list(circles.filter(kind=Circle.Kind.TOPIC).order_by("position", "pk")),
        clubs=sorted(busiest, key=lambda club: club.slug, reverse=True),
        joined={circle.pk for circle in mine},
    )


def circle_page(viewer: Viewer, slug: str, today: date) -> CirclePage:
    circle = circle_of(viewer, slug, today)
    return CirclePage(circle, is_member(viewer, circle))


def circle_of(viewer: Viewer, slug: str, today: date) -> Circle:
    """The circle at this address. A birth club nobody has joined yet is given unsaved: it is made when somebody joins."""
    circle = Circle.objects.visible_to(viewer).filter(slug=slug).first()
    if circle is None:
        month = month_of(slug)
        if month is None or not may_have_club(month, today):
            raise NotFound(_("There is no circle here. It may have another name now."))
        circle = club_to_be(month)
    return circle


def club_to_be(month: date) -> Circle:
    return Circle(kind=Circle.Kind.BIRTH_CLUB, month=month, slug=slug_of(month))


def suggested_for(viewer: Viewer, today: date) -> list[Circle]:
    """Circles that fit the viewer's own children and that she is not in: first the one for those born early, then birth clubs.
    Told to nobody but her; some may be unsaved."""
    arrivals = arrivals_of(viewer, today)
    early: list[Circle] = []
    if arrivals.early:
        circles = Circle.objects.filter(meant_for=Circle.For.EARLY).exclude(memberships__user=viewer.pk)
        early = list(circles.order_by("position", "pk"))
    return [*early, *clubs_for(viewer, [month for month in arrivals.months if may_have_club(month, today)])]


def clubs_for(viewer: Viewer, months: list[date]) -> list[Circle]:
    """The birth clubs of these months that the viewer is not in."""
    if not months:
        return []
    joined = set(
        Membership.objects.filter(user=viewer.pk, circle__month__in=months).values_list("circle__month", flat=True)
    )
    known = {circle.month: circle for circle in Circle.objects.filter(month__in=months)}
    return [known.get(month) or club_to_be(month) for month in months if month not in joined]


def my_circles(viewer: Viewer) -> list[Circle]:
    """The circles the viewer joined, the newest membership first."""
    if not viewer.is_authenticated:
        return []
    rows = Membership.objects.filter(user=viewer.pk).select_related("circle").order_by("-joined_at", "-pk")
    return [row.circle for row in rows[:MOST_MINE]]


def is_member(viewer: Viewer, circle: Circle) -> bool:
    if not viewer.is_authenticated or circle._state.adding:
        return False
    return Membership.objects.filter(circle=circle, user=viewer.pk).exists()


def circles_to_write_in(viewer: Viewer) -> list[Circle]:
    """The viewer's own circles, then the topic circles that are offered: where a thread can be opened."""
    mine = my_circles(viewer)
    joined = {circle.pk for circle in mine}
    topics = Circle.objects.offered().filter(kind=Circle.Kind.TOPIC).exclude(pk__in=joined)
    return mine + list(topics.order_by("position", "pk"))
