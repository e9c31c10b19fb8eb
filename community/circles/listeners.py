"""Members leave with their account."""

from community.circles import actions
from tadpole.accounts.events import AccountClosed
from tadpole.events import listens_to


@listens_to(AccountClosed)
def let_go(event: AccountClosed) -> None:
    actions.leave_all(user_id=event.user_id)
