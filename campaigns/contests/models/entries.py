"""What members do in contests: entries and votes, and the terms they were promised."""

from datetime import datetime
from typing import Any, ClassVar, Protocol

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from campaigns.contests.rules import Ballot, day_of
from community.notes.models import Note, NotePhoto
from content.blocks.models import restricted_for
from tadpole.accounts.models import User

Viewer = User | AnonymousUser


class Contest(Protocol):
    """What this module has to know of a contest's page, which knows this module."""

    pk: Any

    @property
    def quota(self) -> int: ...


class Terms(models.Model):
    """What a contest promised when the first entry came in, and when it was closed. Pages have revisions; this has none."""

    contest = models.OneToOneField("contests.ContestPage", models.CASCADE, related_name="terms", primary_key=True)
    votes_a_day = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField()
    frozen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.contest_id}: {self.votes_a_day}"


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, contest: Contest) -> "EntryQuerySet":
        return self.filter(contest=contest.pk)

    def visible_to(self, viewer: Viewer) -> "EntryQuerySet":
        """Those whose note is there too, in contests that the viewer may read. A hidden one is still its author's; staff see
        all that stand somewhere, a withdrawn one nobody."""
        there = self.filter(withdrawn_at=None, note__deleted_at=None)
        if viewer.is_authenticated and viewer.is_staff:
            return there
        seen = Q(hidden_at=None, note__hidden_at=None)
        if viewer.is_authenticated:
            seen |= Q(author_id=viewer.pk)
        return there.filter(seen, ~restricted_for(viewer, "contest__path"), contest__live=True)

    def standing(self) -> "EntryQuerySet":
        """Those that can be voted for and can win."""
        return self.filter(withdrawn_at=None, hidden_at=None, note__deleted_at=None, note__hidden_at=None)

    def shown(self) -> "EntryQuerySet":
        """With what a card needs."""
        pictures = NotePhoto.objects.select_related("photo__screening").order_by("position")
        return self.select_related("note__product", "author__profile__avatar__screening").prefetch_related(
            Prefetch("note__note_photos", pictures)
        )


class Entry(models.Model):
    """A note that takes part. One a person a contest; a note takes part once in its life."""

    contest = models.ForeignKey("contests.ContestPage", models.PROTECT, related_name="entries")
    note = models.OneToOneField(Note, models.PROTECT, related_name="entry")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="entries")
    votes_count = models.PositiveIntegerField(default=0)
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("site", "entry")
        verbose_name_plural = pgettext_lazy("site", "entries")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["contest", "author"], condition=Q(withdrawn_at=None), name="one_entry_a_person"
            ),
            models.UniqueConstraint(fields=["contest", "place"], name="one_entry_a_place"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["contest", "-created_at", "-id"], name="entries_newest"),
            models.Index(fields=["contest", "-votes_count", "-id"], name="entries_most_votes"),
        ]

    def __str__(self) -> str:
        return f"{self.contest_id}: {self.note_id}"

    def get_absolute_url(self) -> str:
        return reverse("contests:entry", args=[self.pk])

    @property
    def stands(self) -> bool:
        """Whether it can be voted for; of a row read with `shown()`."""
        return not (self.hidden_at or self.withdrawn_at or self.note.hidden_at or self.note.deleted_at)


class VoteQuerySet(models.QuerySet["Vote"]):
    def ballot(self, viewer: Viewer, contest: Contest, now: datetime) -> Ballot:
        """What `viewer` has left today."""
        if not viewer.is_authenticated or not contest.pk:
            return Ballot(contest.quota)
        voted = frozenset(
            self.filter(contest=contest.pk, voter=viewer.pk, day=day_of(now)).values_list("entry_id", flat=True)
        )
        return Ballot(contest.quota, used=len(voted), voted=voted)


class Vote(models.Model):
    """One of somebody's votes of a day. `ordinal` runs from 1 to the quota, so that the row itself is the quota."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="votes")
    contest = models.ForeignKey("contests.ContestPage", models.PROTECT, related_name="votes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    ordinal = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("site", "vote")
        verbose_name_plural = pgettext_lazy("site", "votes")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["contest", "voter", "day", "ordinal"], name="votes_of_a_day"),
            models.UniqueConstraint(fields=["entry", "voter", "day"], name="one_vote_an_entry_a_day"),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="votes_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.voter_id} → {self.entry_id}, {self.day}"
