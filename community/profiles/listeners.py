"""Accounts come and go, pictures appear."""

from community.profiles import actions
from community.profiles.queries import open_account
from media.photos.events import PhotoJudged, PhotoReady
from tadpole.accounts.events import AccountClosed, AccountOpened
from tadpole.events import listens_to


@listens_to(AccountOpened)
def give_face(event: AccountOpened) -> None:
    """Everybody who signed up has a page; one there already stays as it is."""
    user = open_account(event.user_id)
    if user is not None:
        actions.ensure_profile(by=user)


@listens_to(AccountClosed)
def let_go(event: AccountClosed) -> None:
    """Name, words and follows go."""
    actions.remove_profile(user_id=event.user_id)


@listens_to(PhotoReady)
def show_picture(event: PhotoReady) -> None:
    """The small copies of an avatar are made."""
    actions.refresh_pictures(photo_id=event.photo_id)


@listens_to(PhotoJudged)
def follow_verdict(event: PhotoJudged) -> None:
    """An avatar that staff took back is not shown by its owner's name any more; one they let pass is again."""
    actions.refresh_pictures(photo_id=event.photo_id)
