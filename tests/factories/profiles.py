"""People who are not in the cast: as many as a list needs."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from community.profiles.actions import change_profile, ensure_profile, follow
from tadpole.accounts.models import User

_numbers = count(1)


def a_person(name: str = "", *, days: int = 30, bio: str = "") -> User:
    """A member who signed up `days` ago; named by number when no name is given. Cannot sign in by password."""
    number = next(_numbers)
    joined = timezone.now() - timedelta(days=days)
    user = User(email=f"person-{number}@example.org", date_joined=joined, age_confirmed_at=joined)
    user.set_unusable_password()
    user.save()
    ensure_profile(by=user)
    change_profile(by=user, name=name or f"路人{number}", bio=bio, avatar=None)
    return user


def followers_of(person: User, how_many: int) -> list[User]:
    """New members who follow this person."""
    people = [a_person() for _ in range(how_many)]
    for one in people:
        follow(by=one, whom=person)
    return people
