"""Circles: by topic, and birth clubs by month."""

from django.conf import settings
from django.db import models
from django.urls import reverse


class Circle(models.Model):
    class Kind(models.TextChoices):
        TOPIC = "topic"
        BIRTH_CLUB = "birth_club"

    slug = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    month = models.DateField(null=True, blank=True, unique=True, help_text="first day of a birth club's month")
    name = models.CharField(max_length=40, blank=True)
    name_zh_hant = models.CharField(max_length=40, blank=True)
    name_en = models.CharField(max_length=60, blank=True)
    description = models.CharField(max_length=300, blank=True)
    description_zh_hant = models.CharField(max_length=300, blank=True)
    description_en = models.CharField(max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(default=100)
    members_count = models.PositiveIntegerField(default=0)
    threads_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="topic", month=None) | models.Q(kind="birth_club", month__isnull=False), name="birth_club_has_month"
            )
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("circles:circle", args=[self.slug])


class Membership(models.Model):
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "user"], name="join_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.circle_id}"
