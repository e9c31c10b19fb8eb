"""Circles: by topic, and birth clubs by month."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tadpole.accounts.models import User
from tadpole.ui.words import LineField


class CircleQuerySet(models.QuerySet["Circle"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "CircleQuerySet":
        """Every circle is open to everybody."""
        return self

    def offered(self) -> "CircleQuerySet":
        """Those that come to people who did not look for them: whoever lost a child finds their circle, a newcomer need not see it."""
        return self.exclude(meant_for=Circle.For.LOSS)


class Circle(models.Model):
    class Kind(models.TextChoices):
        TOPIC = "topic"
        BIRTH_CLUB = "birth_club"

    class For(models.TextChoices):
        EVERYBODY = "", "everybody"
        EARLY = "early", "parents of a child born early"
        LOSS = "loss", "families who lost a child"

    slug = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    month = models.DateField(null=True, blank=True, unique=True, help_text="first day of a birth club's month")
    name = LineField(most=40, blank=True)
    name_zh_hant = LineField(most=40, blank=True)
    name_en = LineField(most=60, blank=True)
    description = LineField(most=300, blank=True)
    description_zh_hant = LineField(most=300, blank=True)
    description_en = LineField(most=400, blank=True)
    meant_for = models.CharField(max_length=10, choices=For, blank=True, default=For.EVERYBODY, db_default="")
    position = models.PositiveSmallIntegerField(default=100)
    members_count = models.PositiveIntegerField(default=0)
    threads_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="topic", month=None) | models.Q(kind="birth_club", month__isnull=False),
                name="birth_club_has_month",
            )
        ]
        indexes = [models.Index(fields=["kind", "position", "id"], name="circles_by_position")]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("circles:circle", args=[self.slug])

    @property
    def localised_name(self) -> str:
        """The name in the reader's language; birth clubs are named by their month."""
        if self.month:
            return _("%(month)s babies") % {"month": date_format(self.month, "YEAR_MONTH_FORMAT")}
        return self._in_readers_language("name") or self.slug

    @property
    def localised_description(self) -> str:
        if self.month:
            month = date_format(self.month, "YEAR_MONTH_FORMAT")
            return _("For everybody whose baby arrives, or arrived, in %(month)s.") % {"month": month}
        return self._in_readers_language("description")

    def _in_readers_language(self, field: str) -> str:
        own = {"zh-hant": "_zh_hant", "en": "_en"}.get(get_language() or "", "")
        return str(getattr(self, field + own) or getattr(self, field))


class Membership(models.Model):
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "user"], name="join_once")]
        indexes = [models.Index(fields=["user", "-joined_at", "-id"], name="memberships_newest")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.circle_id}"
