"""Who holds which badge, and for what."""

from django.conf import settings
from django.db import models


class Award(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="awards")
    code = models.CharField(max_length=40)
    because = models.CharField(
        max_length=80, blank=True, help_text="the thing it was awarded for, when it can be held more than once"
    )
    awarded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "code", "because"], name="award_once")]
        indexes = [models.Index(fields=["user", "-awarded_at", "-id"], name="awards_newest")]

    def __str__(self) -> str:
        return f"{self.code} → {self.user_id}"
