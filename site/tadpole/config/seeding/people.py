"""Who is here: editors, experts and parents, with faces, children, circles and company."""

from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission

from community.circles.actions import join
from community.circles.models import Membership
from community.circles.queries import suggested_for
from community.families.actions import add_child
from community.families.models import Child, Family
from community.kols.actions import apply, verify
from community.kols.models import Kol
from community.profiles.actions import change_profile, ensure_profile, follow
from community.profiles.models import Follow, Profile
from tadpole.accounts.actions import record_consents, tell_account_opened
from tadpole.accounts.models import User
from tadpole.config.demo.sign_ins import SIGN_INS
from tadpole.config.seeding.ground import Ground, Row, act, demo

FACES = {"editor": "顾青禾", "administrator": "江一舟", "parent": "阿芷在路上", "KOL": "陆知微"}
"""Whom a newcomer can sign in as."""


TEAM = "Team"
DESK = (
    "submit_translation",
    *(f"{verb}_{thing}" for verb in ("add", "change", "delete") for thing in ("redirect", "workflow", "task")),
)
"""Rights in the CMS besides pages, pictures and documents; those over collections are given for the root of them."""
CARE = ("kols", "moderation", "products", "photos", "screening", "search_index", "contests", "live")
"""Apps whose rows the team looks after, besides the pages."""


def settle_people(ground: Ground) -> None:
    """Everybody signs up, the oldest member first, so that ids grow with time."""
    rows = [*demo("members", "editors"), *demo("members")]
    with transaction.atomic():
        team, _new = Group.objects.get_or_create(name=TEAM)
        team.permissions.set(
            Permission.objects.filter(
                Q(content_type__app_label__in=CARE) | Q(codename="view_delivery") | Q(codename__in=DESK)
            )
        )
        root = Collection.get_first_root_node()
        for right in Permission.objects.filter(content_type__app_label="wagtailcore", codename__endswith="_collection"):
            GroupCollectionPermission.objects.get_or_create(group=team, collection=root, permission=right)
        for row in ground.shown(sorted(rows, key=lambda row: -row["joined_days_ago"]), "people"):
            ground.people[row["name"]] = welcomed(ground, row)


def welcomed(ground: Ground, row: Row) -> User:
    """One person with account, consents and name."""
    known = {FACES[who]: (email, password) for who, email, password in SIGN_INS}
    email, password = known.get(row["name"], (f"{row['login']}@example.org", None))
    joined = ground.ago(row["joined_days_ago"])
    user = User.objects.create_user(
        email, password, date_joined=joined, age_confirmed_at=joined, is_staff=row["role"] != "member"
    )
    record_consents(by=user)
    user.consents.update(given_at=joined)
    tell_account_opened(by=user)
    if row["role"] == "administrator":
        User.objects.filter(pk=user.pk).update(is_superuser=True)
    elif user.is_staff:
        user.groups.add(*Group.objects.filter(name__in=["Editors", "Moderators", TEAM]))
    ensure_profile(by=user)
    act(change_profile, by=user, name=row["name"], bio=row["bio"])
    Profile.objects.filter(pk=user.pk).update(created_at=joined)
    return user


def give_faces(ground: Ground) -> None:
    """Everybody's picture, once the photos are in."""
    with transaction.atomic():
        for row in [*demo("members", "editors"), *demo("members")]:
            if photo := ground.photos.get((row["name"], "avatar", 0)):
                act(change_profile, by=ground.people[row["name"]], name=row["name"], bio=row["bio"], avatar=photo)


def check_experts(ground: Ground) -> None:
    """The editor reads their papers."""
    editor = ground.people["顾青禾"]
    with transaction.atomic():
        for row in demo("members"):
            if row["kol"]:
                expert = ground.people[row["name"]]
                act(apply, by=expert, **row["kol"])
                act(verify, by=editor, user_id=expert.pk)
                applied = expert.date_joined + timedelta(days=1)
                Kol.objects.filter(pk=expert.pk).update(applied_at=applied, verified_at=applied + timedelta(days=2))


def found_families(ground: Ground) -> None:
    """Children, and the circles that their parents join: those chosen, and the birth clubs of their months."""
    today = timezone.localdate(ground.now)
    with transaction.atomic():
        for row in ground.shown([*demo("members", "editors"), *demo("members")], "families and circles"):
            parent = ground.people[row["name"]]
            for child in row["children"]:
                bring_up(ground, parent, child)
            for circle in [*(ground.circles[slug] for slug in row["circles"]), *suggested_for(parent, today)]:
                act(join, by=parent, circle=circle)
            for membership in Membership.objects.filter(user=parent).order_by("pk"):
                soon = parent.date_joined + (ground.now - parent.date_joined) * 0.3 * ground.dice.random()
                Membership.objects.filter(pk=membership.pk).update(joined_at=soon)


def bring_up(ground: Ground, parent: User, row: Row) -> None:
    """One child, expected or born."""
    today = timezone.localdate(ground.now)
    if row["age_days"] is None:
        fields: Row = {"due_date": today + timedelta(days=row["due_in_days"])}
    else:
        fields = {
            "birth_date": today - timedelta(days=row["age_days"]),
            "gestation_weeks": row["gestation_weeks"],
            "gestation_days": row["gestation_days"],
        }
    child = act(add_child, by=parent, nickname=row["nickname"], **fields)
    Child.objects.filter(pk=child.pk).update(created_at=parent.date_joined)
    Family.objects.filter(owner=parent).update(created_at=parent.date_joined)


def make_company(ground: Ground) -> None:
    """Who follows whom: experts by many, everybody by some."""
    with transaction.atomic():
        for name, person in ground.shown(ground.people.items(), "follows"):
            others = ground.some(set(ground.people) - {name}, ground.dice.randrange(0, 7))
            wanted = {*others, *ground.some(ground.experts - {name}, ground.dice.randrange(0, 3))}
            for other in sorted(wanted, key=lambda user: user.pk):
                act(follow, by=person, whom=other)
                since = ground.between(max(person.date_joined, other.date_joined), ground.now)
                Follow.objects.filter(follower=person, followed=other).update(created_at=since)
