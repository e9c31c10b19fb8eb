"""What somebody should know."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models

from community.notifications.rules import spoken
from tadpole.accounts.models import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "NoticeQuerySet":
        return self.filter(to=viewer.pk) if viewer.is_authenticated else self.none()

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """`message` is an English msgid of the app that owns the news; `params` fill it in; it is read in the reader's language."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    message = models.CharField(max_length=300)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["to", "key"], name="told_once")]
        indexes = [
            models.Index(fields=["to", "-created_at", "-id"], name="notices_newest"),
            models.Index(fields=["to"], condition=models.Q(read_at=None), name="notices_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.to_id}"

    @property
    def leads_to(self) -> str:
        """What it is about; somebody's own page for what is about nothing else. Other sites are never led to."""
        return self.url if self.url.startswith("/~/") else "/~/people/me/"

    @property
    def text(self) -> str:
        """The sentence in the active language; plain text."""
        return spoken(self.message, self.params)
