"""Reports leave with who made them."""

from community.moderation import actions
from tadpole.accounts.events import AccountClosed
from tadpole.events import listens_to


@listens_to(AccountClosed)
def let_go(event: AccountClosed) -> None:
    actions.forget(user_id=event.user_id)
