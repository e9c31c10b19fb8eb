"""One contest that runs, one that is over: entered, voted in and closed at the hours of their story."""

from datetime import datetime, timedelta

from django.db import transaction

from campaigns.contests.actions import close_contest, enter, publish_contest
from campaigns.contests.events import VoteCast
from campaigns.contests.models import ContestPage, Entry, Vote
from campaigns.contests.rules import day_of
from community.notes.models import Note
from tadpole.accounts.models import User
from tadpole.config.seeding.ground import Ground, Row, act, demo
from tadpole.events import publish

PLACES = {"open": 3, "finished": 1}


def hold_contests(ground: Ground) -> None:
    """The older one first."""
    with transaction.atomic():
        for row in ground.shown(sorted(demo("contests"), key=lambda row: row["opens_in_days"]), "contests"):
            contest = announced(ground, row)
            for entry in sorted(row["entries"], key=lambda entry: -entry["days_ago"]):
                take_part(ground, contest, entry)
            if row["state"] == "finished":
                close_contest(
                    by=ground.people["顾青禾"], contest=contest, now=contest.dates.votes_close_at + timedelta(hours=1)
                )


def announced(ground: Ground, row: Row) -> ContestPage:
    """The page, with its own dates."""
    closes = ground.now + timedelta(days=row["closes_in_days"])
    contest: ContestPage = act(
        publish_contest,
        by=ground.people["顾青禾"],
        title=row["title"],
        intro=row["summary"],
        hashtag=row["hashtag"],
        opens_at=ground.now + timedelta(days=row["opens_in_days"]),
        entries_close_at=closes,
        votes_close_at=closes,
        rules=row["rules"],
        locale=row["language"],
        slug=row["slug"],
        cover=ground.pictures[row["picture"]],
        prize=row["prize"],
        sponsor=row["sponsor"],
        votes_a_day=row["votes_per_day"],
        places=PLACES[row["state"]],
    )
    return contest


def take_part(ground: Ground, contest: ContestPage, row: Row) -> None:
    """A note enters, and others give it their votes until now or the end."""
    note = ground.notes[row["note"]]
    end = min(ground.now, contest.dates.votes_close_at)
    at = min(max(ground.now - timedelta(days=row["days_ago"]), contest.dates.opens_at), end) + timedelta(minutes=5)
    entry = act(
        enter, by=ground.people[row["author"]], contest=contest, note=note, now=min(at, end - timedelta(minutes=5))
    )
    Note.objects.filter(pk=note.pk).update(edited_at=None)
    voters = ground.some(set(ground.people) - {row["author"]}, row["votes"])
    given = Vote.objects.bulk_create(filter(None, (vote_of(ground, voter, entry, end) for voter in voters)))
    Entry.objects.filter(pk=entry.pk).update(votes_count=len(given))
    for vote in given:
        publish(VoteCast(entry_id=entry.pk, contest_id=contest.pk, voter_id=vote.voter_id))


def vote_of(ground: Ground, voter: User, entry: Entry, end: datetime) -> Vote | None:
    """On a day when the voter has a vote left; as `cast_vote` writes it, of which two hundred take seconds."""
    for _try in range(20):
        at = ground.between(entry.created_at, end)
        ballot = Vote.objects.ballot(voter, entry.contest, at)
        if ballot.left:
            return Vote(
                entry=entry, contest=entry.contest, voter=voter, day=day_of(at), ordinal=ballot.used + 1, created_at=at
            )
    return None
