"""Live sessions and the comments on them."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from community.kols.models import Kol
from media.photos.models import EditorialImage


class LiveSession(models.Model):
    """Scheduled, then on air (started_at), then over (ended_at: a replay)."""

    host = models.ForeignKey(Kol, models.PROTECT, related_name="live_sessions")
    title = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    cover = models.ForeignKey(EditorialImage, models.SET_NULL, null=True, blank=True, related_name="+")
    clip = models.CharField(max_length=200, default="live/pond.mp4", help_text="static path of the picture shown")
    scheduled_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    comments_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(ended_at=None) | models.Q(started_at__isnull=False), name="started_before_ended")]
        indexes = [models.Index(fields=["-scheduled_at", "-id"], name="live_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("live:session", args=[self.pk])


class Comment(models.Model):
    """`offset_ms` counts from the session's start."""

    session = models.ForeignKey(LiveSession, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=100)
    offset_ms = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["session", "offset_ms", "id"], name="comments_by_offset")]

    def __str__(self) -> str:
        return self.text
