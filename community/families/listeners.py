"""Families leave with their parent."""

from community.families import actions
from tadpole.accounts.events import AccountClosed
from tadpole.events import listens_to


@listens_to(AccountClosed)
def let_go(event: AccountClosed) -> None:
    actions.forget_family(user_id=event.user_id)
