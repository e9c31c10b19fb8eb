"""Badges for news of lower apps, which cannot give them themselves."""

from community.badges import actions, rules
from community.profiles.events import Followed
from community.profiles.queries import people_of
from tadpole.accounts.events import AccountClosed
from tadpole.events import listens_to


@listens_to(Followed)
def reward_company(event: Followed) -> None:
    """Enough people follow somebody."""
    person = people_of([event.followed_id]).get(event.followed_id)
    if person is not None and person.followers_count >= rules.ENOUGH_FOLLOWERS:
        actions.award(to=event.followed_id, code="followed")


@listens_to(AccountClosed)
def let_go(event: AccountClosed) -> None:
    """Badges go with the person."""
    actions.take_away_all(from_=event.user_id)
