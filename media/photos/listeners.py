"""What follows from a picture's arrival, and from an account's end."""

from media.photos.actions import erase_left, erase_uploads_of, forget, make_renditions, screen_photo
from media.photos.events import FilesLeft, PhotoReceived
from tadpole.accounts.events import AccountClosed
from tadpole.events import listens_to


@listens_to(PhotoReceived)
def judge_photo(event: PhotoReceived) -> None:
    screen_photo(photo_id=event.photo_id)


@listens_to(PhotoReceived, queue="pictures", alone=True)
def print_photo(event: PhotoReceived) -> None:
    """Alone: seconds of drawing must not hold a transaction."""
    make_renditions(photo_id=event.photo_id)


@listens_to(AccountClosed)
def erase_photos(event: AccountClosed) -> None:
    """The rows, at once; the names of the files are kept until the store has let go of them."""
    forget(user_id=event.user_id)


@listens_to(FilesLeft, queue="slow", alone=True)
def erase_files(event: FilesLeft) -> None:
    """Alone: the store may take its time, or refuse. Mostly there is nothing left to do."""
    erase_left(ids=event.ids)


@listens_to(AccountClosed)
def erase_uploads(event: AccountClosed) -> None:
    erase_uploads_of(user_id=event.user_id)
