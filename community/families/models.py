"""Children and due dates. Private: only the parent reads them, and only families and circles may import this module."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from community.families.rules import LONGEST_NICKNAME
from tadpole.accounts.models import User
from tadpole.ui.words import LineField


class Family(models.Model):
    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="family")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"family {self.pk}"


class ChildQuerySet(models.QuerySet["Child"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "ChildQuerySet":
        """The viewer's own. Staff are no exception."""
        return self.filter(family__owner=viewer.pk) if viewer.is_authenticated else self.none()


class Child(models.Model):
    """Expected (due date) or born (birth date, and gestation at birth when it was early)."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="children")
    nickname = LineField(most=LONGEST_NICKNAME, blank=True)
    due_date = models.DateField(null=True, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    gestation_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    gestation_days = models.PositiveSmallIntegerField(null=True, blank=True)
    token = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text="of the form it came from: a double click is one child",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ChildQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_date__isnull=False) | Q(birth_date__isnull=False), name="due_or_born"
            ),
            models.CheckConstraint(
                condition=Q(gestation_weeks=None) | Q(gestation_weeks__range=(20, 45)), name="gestation_weeks_possible"
            ),
            models.CheckConstraint(
                condition=Q(gestation_days=None) | Q(gestation_days__range=(0, 6), gestation_weeks__isnull=False),
                name="gestation_days_of_a_week",
            ),
        ]

    def __str__(self) -> str:
        return f"child {self.pk}"
