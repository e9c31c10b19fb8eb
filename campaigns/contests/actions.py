"""Publishing a contest, taking part, voting, closing; hiding and restoring by staff."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.contests.events import ContestClosed, EntryChanged, EntryRemoved, EntrySubmitted, EntryWon, VoteCast
from campaigns.contests.models import ContestIndexPage, ContestPage, Entry, Terms, Vote
from campaigns.contests.queries import contest_by_id, refuse_outsiders
from campaigns.contests.rules import Phase, Standing, day_of, tagged, takes_entries, winners
from community.moderation.actions import admit
from community.notes.actions import edit_note, publish_note
from community.notes.models import Note
from community.notes.rules import LONGEST_TEXT
from community.products.models import Product
from content.blocks.actions import publish_under
from media.photos.models import EditorialImage
from tadpole.accounts.actions import signed_in
from tadpole.accounts.models import User
from tadpole.errors import Conflict, NotFound, Refused
from tadpole.events import publish

Person = User | AnonymousUser


@transaction.atomic
def publish_contest(
    *,
    by: User,
    title: str,
    intro: str,
    hashtag: str,
    opens_at: datetime,
    entries_close_at: datetime,
    votes_close_at: datetime,
    rules: Sequence[str | dict[str, str]] = (),
    locale: str = "zh-hans",
    slug: str = "",
    cover: EditorialImage | None = None,
    **fields: Any,
) -> ContestPage:
    """A contest under the index of its language, live: for the seed; editors use the CMS.

    Without `slug` the title makes one. A rule is a sentence, or {lead, text, icon}; `fields` are others of ContestPage (prize, sponsor, votes_a_day, places …).
    """
    index = ContestIndexPage.objects.filter(locale__language_code=locale).first()
    if index is None:
        raise NotFound(_("There is no place for contests in this language."))
    lines = [
        ("rule", {"lead": "", "icon": "check", **(one if isinstance(one, dict) else {"text": one})}) for one in rules
    ]
    page = ContestPage(
        title=title,
        intro=intro,
        hashtag=hashtag,
        opens_at=opens_at,
        entries_close_at=entries_close_at,
        votes_close_at=votes_close_at,
        rules=lines,
        cover=cover,
        **fields,
    )
    publish_under(by=by, parent=index, page=page, slug=slug)
    return ContestPage.objects.get(pk=page.pk)


def enter(
    *,
    by: Person,
    contest: ContestPage,
    note: Note | None = None,
    title: str = "",
    text: str = "",
    photos: Sequence[Any] = (),
    product: Product | None = None,
    stars: int | None = None,
    token: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Entry:
    """Take part with one's own `note`, or with a new one of the other fields. Refused: neither is written."""
    author, moment = signed_in(by), now or timezone.now()
    refuse_entries_unless_open(contest_by_id(author, contest.pk), moment)
    with transaction.atomic():
        if note is None:
            words = tagged(text, contest.hashtag, LONGEST_TEXT)
            note = publish_note(
                by=author, title=title, text=words, photos=photos, product=product, stars=stars, token=token
            )
        else:
            note = with_tag(author, note, contest.hashtag)
        return enter_note(author, contest, note, moment)


def with_tag(author: User, note: Note, tag: str) -> Note:
    """The note, carrying the contest's topic. NotFound for somebody else's."""
    row = Note.objects.filter(pk=note.pk, author=author.pk, deleted_at=None).first()
    if row is None:
        raise NotFound(_("This note is not there any more."))
    text = tagged(row.text, tag, LONGEST_TEXT)
    if text == row.text or row.hidden_at:
        return row
    photos = [one.photo_id for one in row.note_photos.order_by("position")]
    return edit_note(
        by=author, note=row, title=row.title, text=text, photos=photos, product=row.product, stars=row.stars
    )


def enter_note(author: User, contest: ContestPage, note: Note, now: datetime) -> Entry:
    """Inside enter's transaction. The same note again is the same entry; a withdrawn one comes back."""
    admit(by=author, doing="entry")
    if locked_terms(contest, now).closed_at:
        raise Conflict(_("This contest is closed."))
    if note.hidden_at:
        raise Conflict(_("This note is hidden for now, so it cannot take part."))
    known = Entry.objects.filter(note=note.pk).first()
    if known and known.contest_id != contest.pk:
        raise Conflict(_("This note takes part in another contest. A note can do that once."))
    if known and known.withdrawn_at is None:
        return known
    if Entry.objects.filter(contest=contest.pk, author=author.pk, withdrawn_at=None).exists():
        raise Conflict(_("You have an entry here already. One each; you can take yours back and enter another."))
    if known:
        Entry.objects.filter(pk=known.pk).update(withdrawn_at=None)
        entry = Entry.objects.get(pk=known.pk)
    else:
        entry = Entry.objects.create(contest_id=contest.pk, note_id=note.pk, author_id=author.pk, created_at=now)
    publish(EntrySubmitted(entry_id=entry.pk, contest_id=contest.pk, author_id=author.pk, note_id=note.pk))
    return entry


def withdraw(*, by: Person, entry: Entry, now: datetime | None = None) -> None:
    """Take one's own entry out while the contest runs, or when it is not published; its votes stay spent. A second time changes nothing."""
    author, moment = signed_in(by), now or timezone.now()
    if entry.author_id != author.pk:
        raise NotFound(_("This entry is not there any more."))
    with transaction.atomic():
        locked_terms(entry.contest, moment)
        contest = ContestPage.objects.select_related("terms").get(pk=entry.contest_id)
        if contest.live and contest.phase(moment) in (Phase.COUNTING, Phase.CLOSED):
            raise Conflict(_("The votes are over. An entry stays where it is now."))
        if Entry.objects.filter(pk=entry.pk, withdrawn_at=None).update(withdrawn_at=moment):
            publish(EntryRemoved(entry_id=entry.pk))


def cast_vote(*, by: Person, entry_id: int, now: datetime | None = None) -> Entry:
    """One of the day's votes. The contest's row is locked, so that votes neither cross each other nor the closing;
    the unique rows stop whatever gets past it."""
    voter, moment = signed_in(by), now or timezone.now()
    admit(by=voter, doing="vote")
    with transaction.atomic():
        Terms.objects.select_for_update(no_key=True, of=("self",)).filter(contest__entries=entry_id).first()
        entry = Entry.objects.visible_to(voter).standing().filter(pk=entry_id).first()
        if entry is None:
            raise NotFound(_("This entry is not there any more."))
        contest = contest_by_id(voter, entry.contest_id)
        refuse_votes_unless_open(contest, moment)
        if entry.author_id == voter.pk:
            raise Refused(_("This one is yours. Votes come from others."))
        ballot = Vote.objects.ballot(voter, contest, moment)
        if entry.pk in ballot.voted:
            raise Conflict(_("You voted for this one today. You can again from midnight in Beijing."))
        if not ballot.left:
            sentence = ngettext(
                "Your %(most)d vote of today is used. There is a new one at midnight in Beijing.",
                "Your %(most)d votes of today are used. There are new ones at midnight in Beijing.",
                ballot.quota,
            )
            raise Conflict(sentence % {"most": ballot.quota})
        Vote.objects.create(
            entry=entry, contest=contest, voter=voter, day=day_of(moment), ordinal=ballot.used + 1, created_at=moment
        )
        Entry.objects.filter(pk=entry.pk).update(votes_count=F("votes_count") + 1)
        publish(VoteCast(entry_id=entry.pk, contest_id=contest.pk, voter_id=voter.pk))
    return entry


def close_contest(*, by: Person, contest: ContestPage, early: bool = False, now: datetime | None = None) -> list[Entry]:
    """Name the winners, for good. `early` also while votes are taken. A second time changes nothing."""
    editor, moment = signed_in(by), now or timezone.now()
    refuse_outsiders(editor, contest)
    with transaction.atomic():
        if contest.phase(moment) is Phase.COMING:
            raise Conflict(_("This contest has not opened yet."))
        terms = locked_terms(contest, moment)
        if terms.closed_at is None:
            if contest.phase(moment) is not Phase.COUNTING and not early:
                raise Conflict(
                    _("People are still voting. Say that you want to close it now, or wait until the votes are over."),
                    field="early",
                )
            name_winners(contest, terms, editor, moment)
    return list(Entry.objects.filter(contest=contest.pk, place__isnull=False).select_related("note").order_by("place"))


def name_winners(contest: ContestPage, terms: Terms, editor: User, now: datetime) -> None:
    """Inside close_contest's transaction, under its lock. Counts the votes themselves, not the stored numbers."""
    rows = (
        Entry.objects.standing()
        .filter(contest=contest.pk)
        .annotate(cast=Count("votes"))
        .values_list("pk", "cast", "created_at", "author_id", "note_id")
    )
    known = {pk: (author_id, note_id) for pk, _cast, _at, author_id, note_id in rows}
    Terms.objects.filter(contest=contest.pk).update(closed_at=now, closed_by=editor)
    publish(ContestClosed(contest_id=contest.pk), key=str(contest.pk))
    for place, pk in enumerate(winners((Standing(*row[:3]) for row in rows), terms.places), start=1):
        Entry.objects.filter(pk=pk).update(place=place)
        author_id, note_id = known[pk]
        publish(
            EntryWon(entry_id=pk, contest_id=contest.pk, author_id=author_id, note_id=note_id, place=place), key=str(pk)
        )


def hide_entry(*, by: User, id: str) -> None:  # noqa: A002  moderation's own word
    """Called by moderation, which has checked that `by` is staff. The note stays where it is."""
    with transaction.atomic():
        if Entry.objects.filter(pk=int(id), hidden_at=None).update(hidden_at=timezone.now()):
            publish(EntryRemoved(entry_id=int(id)))


def restore_entry(*, by: User, id: str) -> None:  # noqa: A002  moderation's own word
    """Undo hide_entry."""
    with transaction.atomic():
        if Entry.objects.filter(pk=int(id), hidden_at__isnull=False).update(hidden_at=None):
            publish(EntryChanged(entry_id=int(id)))


def tell_note_removed(*, note_id: int) -> None:
    """Its entry cannot be found any more either."""
    with transaction.atomic():
        for entry_id in Entry.objects.filter(note=note_id).values_list("pk", flat=True):
            publish(EntryRemoved(entry_id=entry_id))


def tell_note_edited(*, note_id: int) -> None:
    """Its entry reads differently now, or is back."""
    with transaction.atomic():
        for entry_id in Entry.objects.standing().filter(note=note_id).values_list("pk", flat=True):
            publish(EntryChanged(entry_id=entry_id))


def recount_votes(*, contest_id: int) -> None:
    """Make the stored counts of a contest true again."""
    with transaction.atomic():
        Terms.objects.select_for_update(no_key=True).filter(contest=contest_id).first()  # no vote comes meanwhile
        for entry in Entry.objects.filter(contest=contest_id).annotate(cast=Count("votes")).order_by("pk"):
            Entry.objects.filter(pk=entry.pk).exclude(votes_count=entry.cast).update(votes_count=entry.cast)


def locked_terms(contest: ContestPage, now: datetime) -> Terms:
    """The contest's terms under a lock; written from the page the first time."""
    Terms.objects.get_or_create(
        contest_id=contest.pk, defaults={"votes_a_day": contest.votes_a_day, "places": contest.places, "frozen_at": now}
    )
    return Terms.objects.select_for_update(no_key=True).get(contest=contest.pk)


def refuse_entries_unless_open(contest: ContestPage, now: datetime) -> None:
    phase = contest.phase(now)
    if phase is Phase.COMING:
        raise Conflict(_("This contest has not opened yet."))
    if not takes_entries(phase):
        raise Conflict(_("Entries are over. Your words are still here; they make a fine note."))


def refuse_votes_unless_open(contest: ContestPage, now: datetime) -> None:
    phase = contest.phase(now)
    if phase in (Phase.COUNTING, Phase.CLOSED):
        raise Conflict(_("The votes are over."))
    if not contest.takes_votes(now):
        raise Conflict(_("Votes have not begun yet."))
