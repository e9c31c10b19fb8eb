"""Guides: what editors write and experts check."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from community.kols.models import Kol
from community.moderation.rules import Ref
from community.profiles.models import Profile
from community.threads.queries import discussion
from content.blocks.models import (
    BodyPage,
    ContentPage,
    ContentQuerySet,
    LeanStreamField,
    SourcesBlock,
    experts,
    writers,
)
from content.blocks.rules import check_expired, reading_minutes
from content.guides.rules import FACETS, Facet, Span, facet, fault
from tadpole.ui.paging import page_by_key
from tadpole.ui.words import LineField

PER_PAGE = 12
RELATED = 4


def label_of(span: Span) -> str:
    """A stage in the reader's words."""
    if span.kind == "trying":
        return gettext("Trying to conceive")
    numbers = {"start": span.start, "end": span.end}
    if span.kind == "pregnancy":
        return (
            ngettext("Week %(end)d", "Week %(end)d", span.end)
            if span.start == span.end
            else gettext("Weeks %(start)d to %(end)d")
        ) % numbers
    if span.start >= 24:
        years = {"start": span.start // 12, "end": -(-span.end // 12)}
        return gettext("%(start)d to %(end)d years") % years
    return (
        ngettext("%(end)d month old", "%(end)d months old", span.end)
        if span.start == span.end
        else gettext("%(start)d to %(end)d months")
    ) % numbers


class GuideQuerySet(ContentQuerySet):
    def for_stage(self, span: Span) -> "GuideQuerySet":
        """Those whose stages touch `span`."""
        touching = GuideStage.objects.filter(
            page=OuterRef("pk"), kind=span.kind, start__lte=span.end, end__gte=span.start
        )
        return self.filter(Exists(touching))

    def by_person(self, user_id: int) -> "GuideQuerySet":
        """Written or checked by somebody."""
        return self.filter(Q(author_id=user_id) | Q(reviewer_id=user_id))

    def for_cards(self) -> "GuideQuerySet":
        """With all that a card shows, and without the body."""
        return self.select_related("cover").prefetch_related("cover__renditions", "stages").defer("body", "sources")


GuideManager = PageManager.from_queryset(GuideQuerySet)


class GuideIndexPage(ContentPage):
    """All guides of one language."""

    intro = LineField(_("introduction"), most=200, blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["guides.GuidePage"]
    max_count_per_parent = 1
    template = "guides/guide_index.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, "intro", "cover"]

    class Meta:
        verbose_name = _("index of guides")

    @property
    def lead(self) -> str:
        return self.intro

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        chosen = facet(request.GET.get("stage"))
        guides = GuidePage.objects.child_of(self).visible_to(request.user).for_cards()
        if chosen:
            guides = guides.for_stage(chosen.span)
            context["canonical"] += f"?stage={chosen.code}"
        context["guides"] = page_by_key(
            guides, order=("-first_published_at", "-pk"), after=request.GET.get("after"), size=PER_PAGE
        )
        context["facets"] = self.facets(chosen, context["canonical"].split("?")[0])
        context["chosen"] = label_of(chosen.span) if chosen else ""
        return context

    def facets(self, chosen: Facet | None, address: str) -> list[dict[str, Any]]:
        """Doors to the stages; the first one leads to all."""
        everything = {"label": pgettext("site", "All"), "href": address, "current": chosen is None}
        return [
            everything,
            *(
                {"label": label_of(one.span), "href": f"{address}?stage={one.code}", "current": one is chosen}
                for one in FACETS
            ),
        ]


class GuidePage(BodyPage):
    """A guide: body, byline, the expert who checked it and when, sources."""

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
    reviewer = models.ForeignKey(
        Kol,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=experts,
        verbose_name=_("checked by"),
    )
    reviewed_on = models.DateField(_("checked on"), null=True, blank=True)
    sources = LeanStreamField(SourcesBlock(), blank=True, verbose_name=_("sources"))
    reading_minutes = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = GuideManager()

    parent_page_types: ClassVar[list[str]] = ["guides.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "guides/guide.html"
    og_type = "article"
    search_fields: ClassVar[list[Any]] = [
        *BodyPage.search_fields,
        index.SearchField("summary"),
        index.AutocompleteField("summary"),
        index.FilterField("author_id"),
        index.FilterField("reviewer_id"),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        "summary",
        "cover",
        InlinePanel("stages", heading=_("Stages"), label=_("Stage"), max_num=6),
        "body",
        "sources",
        MultiFieldPanel(
            [FieldPanel("author"), FieldPanel("reviewer"), FieldPanel("reviewed_on")], heading=_("Who stands for it")
        ),
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def clean(self) -> None:
        """An expert's check has a day, not one to come; a day has an expert."""
        super().clean()
        if bool(self.reviewer_id) != bool(self.reviewed_on):
            raise ValidationError(
                {"reviewed_on": _("The expert and the day of the check belong together: fill in both, or neither.")}
            )
        if self.reviewed_on and self.reviewed_on > timezone.localdate():
            raise ValidationError({"reviewed_on": _("This day is still to come.")})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keeps the reading time beside the text, so that a list needs no body."""
        if "body" in self.__dict__:
            self.reading_minutes = reading_minutes(f"{self.summary} {self.plain_text}")
        return super().save(*args, **kwargs)

    @property
    def lead(self) -> str:
        return self.summary

    @property
    def check_expired(self) -> bool:
        return check_expired(self.reviewed_on, timezone.localdate())

    @cached_property
    def stage_list(self) -> list["GuideStage"]:
        """Its stages, read once a page."""
        return list(self.stages.all())

    @cached_property
    def author_profile(self) -> Profile | None:
        return Profile.objects.filter(pk=self.author_id).first() if self.author_id else None

    @cached_property
    def reviewer_kol(self) -> Kol | None:
        if not self.reviewer_id:
            return None
        return Kol.objects.select_related("user__profile").filter(pk=self.reviewer_id).first()

    def related(self, viewer: Any) -> list["GuidePage"]:
        """Guides for the same stages in the same language, newest first."""
        touching = [Q(kind=one.kind, start__lte=one.end, end__gte=one.start) for one in self.stage_list]
        if not touching:
            return []
        same = GuideStage.objects.filter(Q(*touching, _connector=Q.OR), page=OuterRef("pk"))
        others = GuidePage.objects.visible_to(viewer).filter(Exists(same), locale_id=self.locale_id).exclude(pk=self.pk)
        return list(others.for_cards().order_by("-first_published_at", "-pk")[:RELATED])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["related"] = self.related(request.user)
        context["discussion"] = (
            discussion(request.user, Ref("guide", str(self.pk)), after=request.GET.get("after")) if self.pk else None
        )
        return context

    def json_ld(self, request: HttpRequest) -> list[dict[str, Any]]:
        article = {
            "@type": "Article",
            "headline": self.title,
            "description": self.description,
            "inLanguage": self.language,
            "url": request.build_absolute_uri(self.get_url(request)),
            "image": self.social_image() or None,
            "datePublished": self.first_published_at and self.first_published_at.isoformat(),
            "dateModified": self.last_published_at and self.last_published_at.isoformat(),
            "author": self.author_profile and {"@type": "Person", "name": self.author_profile.name},
            "reviewedBy": self.reviewer_kol
            and {
                "@type": "Person",
                "name": str(self.reviewer_kol.user.profile),
                "jobTitle": self.reviewer_kol.speciality,
            },
            "citation": [block.value["title"] for block in self.sources] or None,
        }
        return [{key: value for key, value in article.items() if value}]


class GuideStage(Orderable):
    """A stretch of weeks or months the guide is for."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="stages")
    kind = models.CharField(
        _("kind of stage"),
        max_length=10,
        choices=[
            ("trying", _("Trying to conceive")),
            ("pregnancy", _("Pregnancy, in weeks")),
            ("baby", _("Child, in months")),
        ],
    )
    start = models.PositiveSmallIntegerField(_("first week or month"), default=0)
    end = models.PositiveSmallIntegerField(_("last week or month"), default=0)

    panels: ClassVar[list[str]] = ["kind", "start", "end"]

    class Meta(Orderable.Meta):
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="stage_starts_before_it_ends")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["kind", "start", "end"], name="guides_by_stage")]

    def __str__(self) -> str:
        return self.label

    @property
    def span(self) -> Span:
        return Span(self.kind, self.start, self.end)

    @property
    def label(self) -> str:
        return label_of(self.span)

    def clean(self) -> None:
        super().clean()
        if None in (self.start, self.end):
            return
        match fault(self.span):
            case "order":
                raise ValidationError({"end": _("The end comes before the beginning.")})
            case "range":
                raise ValidationError({"end": _("Weeks go up to 42, months up to 72; trying to conceive has neither.")})
