"""What follows from notes: badges and notices."""

from django.utils.translation import gettext_noop

from community.badges.actions import award
from community.badges.rules import ENOUGH_LIKES
from community.notes.actions import forget
from community.notes.events import NoteEdited, NoteLiked, NotePublished
from community.notes.models import Note
from community.notes.queries import called_in
from community.notifications.actions import notify
from community.profiles.queries import ids_by_name, profile_or_none
from tadpole.accounts.events import AccountClosed
from tadpole.accounts.models import User
from tadpole.events import listens_to

CALLED = gettext_noop("%(name)s mentioned you in “%(title)s”")
LIKED = gettext_noop("Somebody found your note “%(title)s” helpful.")


@listens_to(NotePublished)
def award_first_note(event: NotePublished) -> None:
    award(to=event.author_id, code="first_note")


@listens_to(NotePublished)
def tell_called(event: NotePublished) -> None:
    tell_those_called_in(event.note_id)


@listens_to(NoteEdited)
def tell_newly_called(event: NoteEdited) -> None:
    """People whom an edit calls for the first time."""
    tell_those_called_in(event.note_id)


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


def tell_those_called_in(note_id: int) -> None:
    """Everybody whom a note calls is told once, however often it is changed: the key is the note. Only who may read it is told."""
    note = Note.objects.filter(pk=note_id, deleted_at=None, hidden_at=None).select_related("author__profile").first()
    names = called_in(note.text) if note is not None else ()
    if note is None or not names:
        return
    profile = profile_or_none(note.author)
    for person in User.objects.filter(pk__in=ids_by_name(names)):
        if Note.objects.visible_to(person).filter(pk=note.pk).exists():
            notify(
                to=person.pk,
                kind="mention",
                message=CALLED,
                params={"name": profile.name if profile else "", "title": note.title},
                url=f"/~/notes/{note.pk}/",
                actor_id=note.author_id,
                key=f"note:{note.pk}",
            )
