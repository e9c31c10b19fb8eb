"""News of lower apps, which cannot tell it themselves."""

from django.utils.translation import gettext_noop

from community.notifications import actions
from community.profiles.events import Followed
from community.profiles.queries import people_of
from tadpole.accounts.events import AccountClosed
from tadpole.events import listens_to

FOLLOWED = gettext_noop("%(name)s follows you now")


@listens_to(Followed)
def tell_followed(event: Followed) -> None:
    """Once for each follower, however often they come and go."""
    person = people_of([event.follower_id]).get(event.follower_id)
    if person is None:
        return
    actions.notify(
        to=event.followed_id,
        kind="followed",
        message=FOLLOWED,
        params={"name": person.name},
        url=f"/~/people/{event.follower_id}/",
        actor_id=event.follower_id,
        key=f"followed:{event.follower_id}",
    )


@listens_to(AccountClosed)
def let_go(event: AccountClosed) -> None:
    """What somebody was told goes with them."""
    actions.forget(user_id=event.user_id)
