"""The catalogue of things parents use."""

from django.db import models
from django.urls import reverse

from media.photos.models import EditorialImage


class Product(models.Model):
    class Category(models.TextChoices):
        FEEDING = "feeding"
        SLEEP = "sleep"
        OUTING = "outing"
        CARE = "care"
        PLAY = "play"
        CLOTHING = "clothing"

    slug = models.SlugField(max_length=60, unique=True, allow_unicode=True)
    name = models.CharField(max_length=80)
    brand = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=20, choices=Category)
    description = models.TextField(blank=True)
    picture = models.ForeignKey(EditorialImage, models.SET_NULL, null=True, blank=True, related_name="+")
    notes_count = models.PositiveIntegerField(default=0)
    rated_count = models.PositiveIntegerField(default=0)
    stars_sum = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("products:product", args=[self.slug])
