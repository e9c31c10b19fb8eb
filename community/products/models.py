"""The catalogue of things parents use."""

from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from media.photos.models import EditorialImage
from tadpole.accounts.models import User
from tadpole.ui.words import LineField, LinesField


class ProductQuerySet(models.QuerySet["Product"]):
    def visible_to(self, viewer: User | AnonymousUser) -> "ProductQuerySet":
        """The catalogue is open to everybody."""
        return self.all()


class Product(index.Indexed, models.Model):
    class Category(models.TextChoices):
        FEEDING = "feeding", _("Feeding")
        SLEEP = "sleep", _("Sleep")
        OUTING = "outing", _("Out and about")
        CARE = "care", _("Care")
        PLAY = "play", _("Play")
        CLOTHING = "clothing", _("Clothing")

    slug = models.SlugField(_("address"), max_length=60, unique=True, allow_unicode=True)
    name = LineField(pgettext_lazy("product", "name"), most=80)
    brand = LineField(_("brand"), most=60, blank=True)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    description = LinesField(pgettext_lazy("product", "description"), most=5_000, blank=True)
    picture = models.ForeignKey(
        EditorialImage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    notes_count = models.PositiveIntegerField(default=0)
    rated_count = models.PositiveIntegerField(default=0)
    stars_sum = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("brand"),
        index.AutocompleteField("brand"),
        index.FilterField("category"),
    ]

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        indexes = [models.Index(fields=["-notes_count", "-id"], name="products_most_told")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("products:product", args=[self.slug])

    @property
    def stars(self) -> float | None:
        """The mean of parents' stars, None when nobody gave any."""
        return self.stars_sum / self.rated_count if self.rated_count else None
