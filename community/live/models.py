"""Live sessions and the comments on them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from community.kols.models import Kol
from community.live.rules import LONGEST_COMMENT, LONGEST_DESCRIPTION, LONGEST_TITLE
from media.photos.models import EditorialImage
from tadpole.accounts.models import User
from tadpole.ui.words import LineField, LinesField

LATEST_START = timedelta(hours=3)
"""A session that did not begin so long after its hour is not shown as coming any more."""


class LiveSessionQuerySet(models.QuerySet["LiveSession"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "LiveSessionQuerySet":
        """Everybody may watch, as long as the host is here and still an expert."""
        return self.filter(host__verified_at__isnull=False, host__user__is_active=True)

    def on_air(self) -> "LiveSessionQuerySet":
        return self.filter(started_at__isnull=False, ended_at=None)

    def coming(self, now: datetime) -> "LiveSessionQuerySet":
        return self.filter(started_at=None, scheduled_at__gt=now - LATEST_START)

    def over(self) -> "LiveSessionQuerySet":
        return self.filter(ended_at__isnull=False)


class LiveSession(models.Model):
    """Scheduled, then on air (started_at), then over (ended_at: a replay)."""

    host = models.ForeignKey(Kol, models.SET_NULL, null=True, related_name="live_sessions", help_text="none: they left")
    title = LineField(most=LONGEST_TITLE)
    description = LinesField(most=LONGEST_DESCRIPTION, blank=True)
    cover = models.ForeignKey(EditorialImage, models.SET_NULL, null=True, blank=True, related_name="+")
    clip = models.CharField(max_length=200, default="live/pond.mp4", help_text="static path of the picture shown")
    scheduled_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    comments_count = models.PositiveIntegerField(default=0, help_text="stored and not hidden")
    token = models.UUIDField(
        unique=True, null=True, blank=True, help_text="of the form: sent twice, it makes one session"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LiveSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(started_at__isnull=False), name="started_before_ended"
            ),
        ]
        indexes = [
            models.Index(fields=["-scheduled_at", "-id"], name="live_newest"),
            models.Index(fields=["-ended_at", "-id"], name="live_replays"),
            models.Index(fields=["host", "-scheduled_at", "-id"], name="live_by_host"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("live:session", args=[self.pk])

    @property
    def is_on_air(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def lasted_ms(self) -> int:
        """From the start to the end, or to now; 0 before the start."""
        if self.started_at is None:
            return 0
        return int(((self.ended_at or timezone.now()) - self.started_at).total_seconds() * 1000)


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "CommentQuerySet":
        """Those not hidden; staff see hidden ones too, authors their own."""
        if not viewer.is_authenticated:
            return self.filter(hidden_at=None)
        return self if viewer.is_staff else self.filter(Q(hidden_at=None) | Q(author=viewer.pk))


class Comment(models.Model):
    """A line said in a session. Its id is given before it is stored (rules.next_id), so that screens can name it at once."""

    id = models.BigIntegerField(primary_key=True)
    session = models.ForeignKey(LiveSession, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = LineField(most=LONGEST_COMMENT)
    offset_ms = models.PositiveIntegerField(help_text="milliseconds from the session's start")
    created_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(null=True, blank=True, help_text="the sender's own: sent twice, it makes one comment")

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["session", "offset_ms", "id"], name="comments_by_offset")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "author", "key"], condition=Q(key__isnull=False), name="one_comment_per_key"
            )
        ]

    def __str__(self) -> str:
        return self.text
