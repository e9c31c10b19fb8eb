"""Flags from members, what staff decided. Subjects are known only as a kind and an id."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models

from community.moderation.rules import KIND_WORDS, LONGEST_NOTE, REASONS, VERDICTS, Ref
from tadpole.accounts.models import User
from tadpole.ui.words import LinesField


class ReviewableQuerySet(models.QuerySet["Reviewable"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "ReviewableQuerySet":
        """Staff only: who reported what is nobody else's business."""
        return self if viewer.is_active and viewer.is_staff else self.none()


class Reviewable(models.Model):
    """One thing that was reported, however many people did."""

    class State(models.TextChoices):
        WAITING = "waiting"
        KEPT = "kept"
        HIDDEN = "hidden"

    kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=40)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    flags_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    flagged_at = models.DateTimeField(auto_now_add=True)

    objects = ReviewableQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="one_reviewable_per_subject")]
        indexes = [models.Index(fields=["state", "-flagged_at", "-id"], name="reviewables_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"

    @property
    def kind_words(self) -> str:
        """What it is, in the reader's language."""
        return str(KIND_WORDS.get(self.kind, self.kind))

    @property
    def ref(self) -> Ref:
        return Ref(self.kind, self.subject_id)


class Flag(models.Model):
    reviewable = models.ForeignKey(Reviewable, models.PROTECT, related_name="flags")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20)
    note = LinesField(most=LONGEST_NOTE, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reviewable", "by"], name="flag_once")]

    def __str__(self) -> str:
        return f"{self.reason} {self.reviewable_id}"

    @property
    def reason_words(self) -> str:
        """The reason in the reader's language."""
        return str(REASONS.get(self.reason, self.reason))


class Decision(models.Model):
    reviewable = models.ForeignKey(Reviewable, models.PROTECT, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=[("hide", "hide"), ("keep", "keep"), ("restore", "restore")])
    reason = LinesField(most=LONGEST_NOTE)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.verdict} {self.reviewable_id}"

    @property
    def verdict_words(self) -> str:
        """The verdict in the reader's language."""
        return str(VERDICTS.get(self.verdict, self.verdict))
