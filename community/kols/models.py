"""People whose papers somebody checked."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from tadpole.accounts.models import User


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

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="kol")
    speciality = models.CharField(max_length=60)
    credential = models.CharField(max_length=120)
    statement = models.TextField(blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(default=timezone.now)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_why = models.CharField(max_length=300, blank=True)

    objects = KolQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-verified_at", "-user"], name="kols_newest")]

    def __str__(self) -> str:
        """As choosers show it: who, and what for."""
        person = getattr(self.user, "profile", None)
        return f"{person} · {self.speciality}" if person else self.speciality

    def get_absolute_url(self) -> str:
        return reverse("kols:kol", args=[self.pk])
