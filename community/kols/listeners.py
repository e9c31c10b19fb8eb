"""Experts leave too."""

from community.kols import actions
from tadpole.accounts.events import AccountClosed
from tadpole.events import listens_to


@listens_to(AccountClosed)
def let_go(event: AccountClosed) -> None:
    """Nobody is an expert who is not here."""
    actions.withdraw(user_id=event.user_id)
