"""The people every test knows. Alice is why we are here; the outsider must always be refused."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone

from community.kols.models import Kol
from community.profiles.actions import change_profile, ensure_profile
from tadpole.accounts.models import User


@dataclass
class Cast:
    """Each person is made when first called for."""

    @cached_property
    def alice(self) -> User:
        """A parent; due in March."""
        return member("alice", "阿芷在路上")

    @cached_property
    def bob(self) -> User:
        """A parent who answers."""
        return member("bob", "爸爸鲍勃")

    @cached_property
    def mei(self) -> User:
        """A parent who writes 繁體."""
        return member("mei", "小美媽媽")

    @cached_property
    def outsider(self) -> User:
        """A member who has nothing to do with the matter."""
        return member("outsider", "路过的人")

    @cached_property
    def newcomer(self) -> User:
        """Signed up a minute ago."""
        return member("newcomer", "新来的", days=0)

    @cached_property
    def doctor(self) -> User:
        """A KOL whose papers were checked."""
        user = member("doctor", "许医生")
        Kol.objects.create(
            user=user,
            speciality="儿童皮肤科",
            credential="主治医师",
            statement="每周四晚上在。",
            verified_at=timezone.now(),
        )
        return user

    @cached_property
    def editor(self) -> User:
        """Publishes in the CMS."""
        user = member("editor", "小蝌蚪编辑部", is_staff=True)
        user.groups.add(Group.objects.get(name="Editors"), Group.objects.get(name="Moderators"))
        return user

    @cached_property
    def staff(self) -> User:
        """May do everything."""
        return member("staff", "站务", is_staff=True, is_superuser=True)

    @cached_property
    def nobody(self) -> AnonymousUser:
        """Not signed in."""
        return AnonymousUser()


PASSWORD = "pond-lily-2026"


def member(handle: str, name: str, *, days: int = 400, **fields: bool) -> User:
    """Somebody who signed up `days` ago."""
    joined = timezone.now() - timedelta(days=days)
    user = User.objects.create_user(
        f"{handle}@example.org", PASSWORD, date_joined=joined, age_confirmed_at=joined, **fields
    )
    ensure_profile(by=user)
    change_profile(by=user, name=name, bio="", avatar=None)
    return user
