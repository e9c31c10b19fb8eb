"""The verdict on a picture, and everybody who ever gave one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from media.screening.rules import LONGEST_REASON
from tadpole.ui.words import LineField


class Screening(models.Model):
    """One picture's verdict. Nobody but its owner sees a picture before it says `passed`."""

    class Verdict(models.TextChoices):
        WAITING = "waiting", _("being checked")
        PASSED = "passed", _("passed")
        REFUSED = "refused", _("refused")

    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.WAITING)
    reason = LineField(most=LONGEST_REASON, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the file that came, which is not kept")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", help_text="empty: the rule"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.verdict


class ScreeningDecision(models.Model):
    """One line of a picture's history; never changed."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=Screening.Verdict)
    reason = LineField(most=LONGEST_REASON, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", help_text="empty: the rule"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.verdict} {self.at:%Y-%m-%d}"
