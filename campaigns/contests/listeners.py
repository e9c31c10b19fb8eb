"""What follows from contests, and what notes mean for their entries."""

from django.utils.translation import gettext_noop

from campaigns.contests import actions, queries
from campaigns.contests.events import ContestClosed, EntrySubmitted, EntryWon
from community.badges.actions import award
from community.notes.events import NoteEdited, NoteRemoved
from community.notifications.actions import notify
from tadpole.events import listens_to

WON = gettext_noop("Your note won place %(place)s in “%(contest)s”. The prize finds its way to you.")
OVER = gettext_noop("“%(contest)s” is over and the winners are known. Thank you for taking part.")


@listens_to(EntrySubmitted)
def award_taking_part(event: EntrySubmitted) -> None:
    award(to=event.author_id, code="contest_entry", because=str(event.contest_id))


@listens_to(EntryWon)
def award_winning(event: EntryWon) -> None:
    award(to=event.author_id, code="contest_winner", because=str(event.contest_id))


@listens_to(EntryWon)
def tell_winner(event: EntryWon) -> None:
    contest = queries.contest_told_to(event.author_id, event.contest_id)
    if contest:
        words = {"contest": contest.title, "place": event.place}
        notify(
            to=event.author_id,
            kind="contest_won",
            message=WON,
            params=words,
            url=f"/~/contests/do/entry/{event.entry_id}/",
            key=f"contest_won:{event.entry_id}",
        )


@listens_to(ContestClosed)
def tell_entrants(event: ContestClosed) -> None:
    """Those who did not win and may still read of it; winners are told of that."""
    for _entry_id, author_id in queries.entrants(event.contest_id):
        contest = queries.contest_told_to(author_id, event.contest_id)
        if contest:
            notify(
                to=author_id,
                kind="contest_over",
                message=OVER,
                params={"contest": contest.title},
                url=f"/~/contests/do/{contest.pk}/",
                key=f"contest_over:{contest.pk}",
            )


@listens_to(NoteRemoved)
def follow_note_out(event: NoteRemoved) -> None:
    actions.tell_note_removed(note_id=event.note_id)


@listens_to(NoteEdited)
def follow_note(event: NoteEdited) -> None:
    actions.tell_note_edited(note_id=event.note_id)
