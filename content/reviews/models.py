"""Editors' reviews of things parents use."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.search import index

from community.notes.queries import notes_of_product
from community.products.models import Product
from community.profiles.models import Profile
from content.blocks.models import (
    BodyPage,
    ContentPage,
    ContentQuerySet,
    LeanStreamField,
    PointsBlock,
    ScoresBlock,
    writers,
)
from tadpole.ui.paging import page_by_key
from tadpole.ui.words import LineField

PER_PAGE = 12
NOTES_SHOWN = 6


class Honesty(models.TextChoices):
    """Where the thing came from, said on the page."""

    BOUGHT = "bought", _("We paid for it")
    LENT = "lent", _("Lent, and sent back")
    GIFT = "gift", _("Given to us")
    PAID = "ad", _("Paid partnership")


class ReviewQuerySet(ContentQuerySet):
    def for_cards(self) -> "ReviewQuerySet":
        """With all that a card shows, and without the body."""
        return (
            self.select_related("cover", "product__picture")
            .prefetch_related("cover__renditions", "product__picture__renditions")
            .defer("body", "scores", "pros", "cons")
        )


ReviewManager = PageManager.from_queryset(ReviewQuerySet)


class ReviewIndexPage(ContentPage):
    """All editors' reviews of one language."""

    intro = LineField(_("introduction"), most=200, blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["reviews.ReviewPage"]
    max_count_per_parent = 1
    template = "reviews/review_index.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, "intro", "cover"]

    class Meta:
        verbose_name = _("index of reviews")

    @property
    def lead(self) -> str:
        return self.intro

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        wanted = request.GET.get("category", "")
        chosen = wanted if wanted in Product.Category.values else ""
        reviews = ReviewPage.objects.child_of(self).visible_to(request.user).for_cards()
        if chosen:
            reviews = reviews.filter(product__category=chosen)
            context["canonical"] += f"?category={chosen}"
        context["reviews"] = page_by_key(
            reviews, order=("-first_published_at", "-pk"), after=request.GET.get("after"), size=PER_PAGE
        )
        context["categories"] = [(code, label, code == chosen) for code, label in Product.Category.choices]
        context["chosen"] = chosen
        return context


class ReviewPage(BodyPage):
    """One product, looked at by an editor: scores, both sides, how long, and who paid."""

    product = models.ForeignKey(
        Product, models.PROTECT, null=True, related_name="+", verbose_name=_("product")
    )  # a draft may have none yet
    summary = LineField(
        _("summary"), most=200, help_text=_("One or two sentences; shown on cards and by search engines.")
    )
    author = models.ForeignKey(
        Profile,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=writers,
        verbose_name=_("written by"),
    )
    overall = models.DecimalField(
        _("overall score"),
        max_digits=2,
        decimal_places=1,
        null=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(5))],
        help_text=_("0 to 5"),
    )
    scores = LeanStreamField(ScoresBlock(), blank=True, verbose_name=_("scores by criterion"))
    pros = LeanStreamField(PointsBlock(), blank=True, verbose_name=_("what we like"))
    cons = LeanStreamField(PointsBlock(), blank=True, verbose_name=_("what we do not like"))
    used_days = models.PositiveSmallIntegerField(_("days in use"), default=0)
    honesty = models.CharField(_("where it came from"), max_length=10, choices=Honesty.choices, default=Honesty.BOUGHT)
    verdict = LineField(_("our verdict in one line"), most=200, blank=True)

    objects = ReviewManager()

    parent_page_types: ClassVar[list[str]] = ["reviews.ReviewIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "reviews/review.html"
    og_type = "article"
    search_fields: ClassVar[list[Any]] = [
        *BodyPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("verdict"),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        "product",
        "summary",
        "cover",
        FieldRowPanel([FieldPanel("overall"), FieldPanel("used_days"), FieldPanel("honesty")]),
        "scores",
        "pros",
        "cons",
        "body",
        "verdict",
        MultiFieldPanel([FieldPanel("author")], heading=_("Who stands for it")),
    ]

    class Meta:
        verbose_name = _("editors' review")
        verbose_name_plural = _("editors' reviews")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(overall__range=(0, 5)), name="overall_up_to_five")
        ]

    @property
    def lead(self) -> str:
        return self.summary

    @property
    def honesty_kind(self) -> str:
        """Which way the label is drawn."""
        return "" if self.honesty == Honesty.BOUGHT else str(self.honesty)

    @property
    def art(self) -> Any:
        """The cover, or the product's own picture."""
        return self.cover or (self.product.picture if self.product else None)

    @cached_property
    def author_profile(self) -> Profile | None:
        return Profile.objects.filter(pk=self.author_id).first() if self.author_id else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["notes"] = notes_of_product(request.user, self.product, NOTES_SHOWN) if self.product else []
        return context

    def json_ld(self, request: HttpRequest) -> list[dict[str, Any]]:
        if self.product is None or self.overall is None:
            return []
        writer = self.author_profile and {"@type": "Person", "name": self.author_profile.name}
        thing = {
            "@type": "Product",
            "name": self.product.name,
            "brand": self.product.brand and {"@type": "Brand", "name": self.product.brand},
        }
        review = {
            "@type": "Review",
            "name": self.title,
            "reviewBody": self.description,
            "inLanguage": self.language,
            "url": request.build_absolute_uri(self.get_url(request)),
            "image": self.social_image() or None,
            "datePublished": self.first_published_at and self.first_published_at.isoformat(),
            "author": writer or {"@type": "Organization", "name": "小蝌蚪"},
            "itemReviewed": {key: value for key, value in thing.items() if value},
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": str(self.overall),
                "bestRating": "5",
                "worstRating": "0",
            },
        }
        return [{key: value for key, value in review.items() if value}]
