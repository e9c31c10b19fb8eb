"""People whose papers somebody checked."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tadpole.accounts.models import User
from tadpole.ui.words import LineField, LinesField


class KolQuerySet(models.QuerySet["Kol"]):
    def verified(self) -> "KolQuerySet":
        """Whose papers were found good, and who are still here."""
        return self.exclude(verified_at=None).filter(user__is_active=True)

    def waiting(self) -> "KolQuerySet":
        """Who asked and was not answered."""
        return self.filter(verified_at=None, refused_at=None)

    def visible_to(self, viewer: User | AnonymousUser) -> "KolQuerySet":
        """Everybody sees the verified ones; oneself and staff see the asking ones too."""
        if viewer.is_staff:
            return self
        seen = Q(verified_at__isnull=False, user__is_active=True)
        return self.filter(seen | Q(user_id=viewer.pk)) if viewer.is_authenticated else self.filter(seen)


class Kol(models.Model):
    """`speciality` is the field, `credential` the paper that was shown, `statement` what the person says of it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="kol")
    speciality = LineField(most=60)
    credential = LineField(most=120)
    statement = LinesField(most=2_000, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(default=timezone.now)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_why = LinesField(most=300, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True, help_text="Then the mark comes back by itself")

    objects = KolQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-verified_at", "-user"], name="kols_newest")]

    def __str__(self) -> str:
        """As choosers show it: who, and what for."""
        person = getattr(self.user, "profile", None)
        return f"{person} · {self.speciality}" if person else self.speciality

    def get_absolute_url(self) -> str:
        return reverse("kols:kol", args=[self.pk])


class KolDecision(models.Model):
    """One line of what was decided about an expert's mark, and why. Lines are added and never changed."""

    class Verdict(models.TextChoices):
        VERIFY = "verify", _("Checked and found good")
        REFUSE = "refuse", _("Not confirmed")
        REVOKE = "revoke", _("Mark taken away")
        PAUSE = "pause", _("Mark resting")
        RESUME = "resume", _("Mark given back")
        CORRECT = "correct", _("Words corrected")

    kol = models.ForeignKey(Kol, models.CASCADE, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = LinesField(most=300, blank=True)
    shown_as = LineField(most=200, help_text="Speciality and credential at that moment")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["kol", "-id"], name="kols_decisions")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict__in=["verify", "resume"]) | ~models.Q(reason=""),
                name="kol_decision_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.kol_id}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise ValueError("what was decided stays as it was written; add a line")
        super().save(*args, **options)
