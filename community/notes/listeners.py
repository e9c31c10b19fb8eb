"""What follows from notes: badges and notices."""

from django.utils.translation import gettext_noop

from community.badges.actions import award
from community.badges.rules import ENOUGH_LIKES
from community.notes.actions import forget
from community.notes.events import NoteLiked, NotePublished
from community.notes.models import Note
from community.notifications.actions import notify
from tadpole.accounts.events import AccountClosed
from tadpole.events import listens_to

LIKED = gettext_noop("Somebody found your note “%(title)s” helpful.")


@listens_to(NotePublished)
def award_first_note(event: NotePublished) -> None:
    award(to=event.author_id, code="first_note")


@listens_to(NoteLiked)
def tell_author(event: NoteLiked) -> None:
    """One notice a note, however many like it; a badge when it is many."""
    note = Note.objects.filter(pk=event.note_id, deleted_at=None).first()
    if note is None:
        return
    notify(
        to=note.author_id,
        kind="note_liked",
        message=LIKED,
        params={"title": note.title},
        url=f"/~/notes/{note.pk}/",
        key=f"note_liked:{note.pk}",
    )
    if note.likes_count >= ENOUGH_LIKES:
        award(to=note.author_id, code="helpful")


@listens_to(AccountClosed)
def let_go(event: AccountClosed) -> None:
    """A note is nothing without its pictures: both go."""
    forget(user_id=event.user_id)
