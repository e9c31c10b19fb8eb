"""Reading profiles."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from community.profiles.models import Follow, Profile
from media.photos.models import Photo
from media.photos.rules import readable
from tadpole.accounts.models import User
from tadpole.errors import NotFound
from tadpole.text import fold
from tadpole.ui.paging import KeyPage, page_by_key

Viewer = User | AnonymousUser


def profile_page(viewer: Viewer, user_id: int) -> Profile:
    """One person's profile, with whether `viewer` follows it as `followed_by_viewer`. NotFound when there is none."""
    profile = Profile.objects.visible_to(viewer).select_related("user").filter(pk=user_id).first()
    if profile is None:
        raise NotFound(_("There is nobody here. The person may have left."))
    profile.followed_by_viewer = follows(viewer, user_id)  # type: ignore[attr-defined]
    return profile


def follows(viewer: Viewer, user_id: int) -> bool:
    """Whether `viewer` follows this person."""
    return viewer.is_authenticated and Follow.objects.filter(follower=viewer.pk, followed=user_id).exists()


def profile_or_none(user: Viewer | None) -> Profile | None:
    """The person for a byline; None ("Somebody who left") when there is no account or no profile."""
    return getattr(user, "profile", None) if user is not None else None


def people_by_name(names: Iterable[str]) -> dict[str, str]:
    """{name as asked: "/~/people/…"} of those there are: how a text finds whom it calls. One query."""
    asked = {name: fold(name) for name in names}
    rows = Profile.objects.filter(folded_name__in=set(asked.values()), user__is_active=True)
    found = dict(rows.values_list("folded_name", "pk"))
    return {name: f"/~/people/{found[folded]}/" for name, folded in asked.items() if folded in found}


def ids_by_name(names: Iterable[str]) -> list[int]:
    """Who is called by these names: whom an app tells that they were mentioned."""
    rows = Profile.objects.filter(folded_name__in={fold(name) for name in names}, user__is_active=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def people_of(user_ids: Iterable[int]) -> dict[int, Profile]:
    """{user id: profile} in one query."""
    return Profile.objects.in_bulk(list(user_ids))


def followers_page(viewer: Viewer, user_id: int, *, after: str | None) -> KeyPage[Follow]:
    """Who follows this person, the newest first; each row's `person` is the follower's profile."""
    rows = Follow.objects.visible_to(viewer).filter(followed=user_id, follower__profile__isnull=False)
    return with_people(page_by_key(rows.select_related("follower__profile"), after=after), "follower")


def following_page(viewer: Viewer, user_id: int, *, after: str | None) -> KeyPage[Follow]:
    """Whom this person follows, the newest first; each row's `person` is the followed one's profile."""
    rows = Follow.objects.visible_to(viewer).filter(follower=user_id, followed__profile__isnull=False)
    return with_people(page_by_key(rows.select_related("followed__profile"), after=after), "followed")


def with_people(page: KeyPage[Follow], side: str) -> KeyPage[Follow]:
    for row in page:
        row.person = getattr(row, side).profile  # type: ignore[attr-defined]
    return page


def accounts_without_profile(now: datetime) -> QuerySet[User]:
    """Open accounts of the last week that the sign-up listener has not reached. Not all accounts: this is asked every minute."""
    return User.objects.filter(is_active=True, profile=None, date_joined__gt=now - timedelta(days=7)).order_by("pk")


def open_account(user_id: int) -> User | None:
    """The account, unless it is closed."""
    return User.objects.filter(pk=user_id, is_active=True).first()


def kept_profile(profile: Profile) -> dict[str, Any]:
    """What the form about oneself shows, by field."""
    return {"name": profile.name, "bio": profile.bio, "avatar": profile.avatar_id}


def pictures_of(by: User, chosen: list[str] | None, profile: Profile) -> list[Photo]:
    """What the picture field shows: what was picked a moment ago, else what is there. Ids that are not photos are left out."""
    wanted = chosen if chosen is not None else [str(profile.avatar_id)] if profile.avatar_id else []
    return list(Photo.objects.filter(owner=by, pk__in=readable(wanted))[:1])


def names_to_trust(*, but: User) -> Iterable[str]:
    """What members of staff and checked experts are called, `but` one: nobody else may look like them."""
    trusted = Profile.objects.filter(Q(user__is_staff=True) | ~Q(verified_as=""), user__is_active=True)
    return trusted.exclude(pk=but.pk).values_list("name", flat=True).iterator()
