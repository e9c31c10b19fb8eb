"""The crowd itself: accounts, faces, circles they are in, whom they follow."""

from collections.abc import Callable
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from community.circles.actions import ensure_birth_club, ensure_topic_circle, recount_members
from community.circles.models import Circle, Membership
from community.profiles.models import Follow, Profile
from tadpole.accounts.models import Consent, User
from tadpole.accounts.rules import CONSENTS
from tadpole.config.crowd.plan import YEARS, Plan
from tadpole.config.crowd.sentences import name_of
from tadpole.config.crowd.tables import Table
from tadpole.config.seeding.ground import demo
from tadpole.config.seeding.talk import TEXTS
from tadpole.text import fold

DOMAIN = "crowd.invalid"
BLOCK = 2_000
FOLLOWS = 4  # on average
NOBODY = "!crowd"  # a password that no password matches


def open_circles(plan: Plan) -> list[Circle]:
    """The topics, then the birth clubs of the plan's years, in a fixed order."""
    with transaction.atomic():
        for row in demo("circles"):
            texts = {field: row[field] for field in TEXTS if field in row}
            ensure_topic_circle(slug=row["slug"], name=row["name"], position=row["pinned"], **texts)
        months = plan.begun.year * 12 + plan.begun.month
        for month in range(months, months + 12 * YEARS):
            ensure_birth_club(month=plan.begun.date().replace(year=month // 12, month=month % 12 + 1, day=1))
    return list(Circle.objects.order_by("-kind", "position", "pk"))


def people_done(plan: Plan) -> int:
    """How many of the members are there: blocks are whole or not at all."""
    return User.objects.filter(pk__gte=plan.users_from, pk__lt=plan.users_from + plan.members).count()


def settle_people(plan: Plan, circles: list[Circle], progress: Callable[[int], object]) -> None:
    """Goes on where an interrupted run was."""
    for first in range(people_done(plan), plan.members, BLOCK):
        numbers = range(first, min(first + BLOCK, plan.members))
        with transaction.atomic():
            settle(plan, circles, numbers)
        progress(len(numbers))


def settle(plan: Plan, circles: list[Circle], numbers: range) -> None:
    dice = plan.dice("people", numbers.start)
    who = [(plan.users_from + number, plan.joined_at(number), number) for number in numbers]
    emails = {number: f"m{plan.users_from + number}.s{plan.seed}@{DOMAIN}" for number in numbers}
    users = Table(User, "id", "email", "password", "is_active", "date_joined", "age_confirmed_at", "last_login")
    users.fill((pk, emails[number], NOBODY, True, at, at, plan.now) for pk, at, number in who)
    Table(EmailAddress, "user_id", "email", "verified", "primary").fill(
        (pk, emails[number], True, True) for pk, _at, number in who
    )
    consents = ((pk, kind, version, at) for pk, at, _number in who for kind, version in CONSENTS.items())
    Table(Consent, "user_id", "kind", "version", "given_at").fill(consents)
    names = {number: named(plan, number) for number in numbers}
    Table(Profile, "user_id", "name", "folded_name", "created_at").fill(
        (pk, names[number], fold(names[number]), at) for pk, at, number in who
    )
    Table(Membership, "circle_id", "user_id", "joined_at").fill(
        (circle.pk, pk, at) for pk, at, _number in who for circle in some_circles(dice, circles)
    )
    Table(Follow, "follower_id", "followed_id", "created_at").fill(
        (pk, plan.users_from + other, at) for pk, at, number in who for other in followed_by(dice, number)
    )


def named(plan: Plan, number: int) -> str:
    """Beside people who were here before, everybody has a number that nobody can have."""
    return name_of(number) if plan.users_from == 1 else f"{name_of(number)}·{plan.users_from + number}"


def some_circles(dice: Random, circles: list[Circle]) -> list[Circle]:
    """The first ones are joined by most."""
    most = min(len(circles), 1 + int(dice.expovariate(0.6)))
    return list(
        {one.pk: one for one in (circles[int(len(circles) * dice.random() ** 1.7)] for _ in range(most))}.values()
    )


def followed_by(dice: Random, number: int) -> set[int]:
    """People who came earlier; those who came first are followed most."""
    most = min(number, int(dice.expovariate(1 / FOLLOWS))) if number else 0
    return {int(number * dice.random() ** 3) for _ in range(most)}


def count_people(plan: Plan, circles: list[Circle]) -> None:
    """Every number of the crowd's, set to what the rows say: in one statement for all followers, not one a person."""
    with transaction.atomic():
        for circle in circles:
            recount_members(circle_id=circle.pk)
        Profile.objects.update(
            followers_count=counted(Follow.objects.filter(followed=OuterRef("pk")), "followed"),
            following_count=counted(Follow.objects.filter(follower=OuterRef("pk")), "follower"),
        )


def counted(rows: Any, by: str) -> Any:
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")), 0)
