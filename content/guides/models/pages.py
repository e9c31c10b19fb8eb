"""Guides: what editors write and experts check."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page, PageManager, Revision
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
from content.blocks.rules import reading_minutes
from content.guides.models.checks import GuideCheck
from content.guides.models.stages import GuideStage, label_of
from content.guides.rules import FACETS, Facet, Span, Standing, bare, facet, standing
from tadpole.ui.paging import page_by_key
from tadpole.ui.versions import digest
from tadpole.ui.words import LineField

PER_PAGE = 12
RELATED = 4


class GuideQuerySet(ContentQuerySet):
    def for_stage(self, span: Span) -> "GuideQuerySet":
        """Those whose stages touch `span`."""
        touching = GuideStage.objects.filter(
            page=OuterRef("pk"), kind=span.kind, start__lte=span.end, end__gte=span.start
        )
        return self.filter(Exists(touching))

    def naming(self, user_id: int) -> "GuideQuerySet":
        """Somebody is named as the writer, or as the expert who was asked: also where the expert has not said yes."""
        return self.filter(Q(author_id=user_id) | Q(reviewer_id=user_id))

    def with_checks(self) -> "GuideQuerySet":
        """With `checked_at`: when the expert it names, whose papers stand, said yes to these very words; None when that is not so."""
        yes = GuideCheck.objects.standing().filter(
            page=OuterRef("pk"), expert=OuterRef("reviewer"), words=OuterRef("words_digest")
        )
        return self.annotate(checked_at=Subquery(yes.order_by("-made_at").values("made_at")[:1]))

    def by_person(self, user_id: int) -> "GuideQuerySet":
        """Written by somebody, or checked by them as an expert."""
        checked = Q(reviewer_id=user_id, checked_at__isnull=False)
        return self.with_checks().filter(Q(author_id=user_id) | checked)

    def for_cards(self) -> "GuideQuerySet":
        """With all that a card shows, and without the body."""
        shown = self.with_checks().select_related("cover").prefetch_related("cover__renditions", "stages")
        return shown.defer("body", "sources")


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
    """A guide: body, byline, the expert who is asked to check it, sources. Whether they said yes is in `checks`."""

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
        verbose_name=_("expert who checks it"),
        help_text=_("They are asked when you submit the guide. Readers see their name once they have said yes."),
    )
    sources = LeanStreamField(SourcesBlock(), blank=True, verbose_name=_("sources"))
    reading_minutes = models.PositiveSmallIntegerField(default=1, editable=False)
    words_digest = models.CharField(max_length=64, default="", db_default="", editable=False)

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
            [FieldPanel("author"), FieldPanel("reviewer"), HelpPanel(template="guides/check_panel.html")],
            heading=_("Who stands for it"),
        ),
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def clean(self) -> None:
        """Nobody checks their own text."""
        super().clean()
        if self.reviewer_id and self.reviewer_id == self.author_id:
            raise ValidationError({"reviewer": _("Nobody checks their own text. Please name somebody else.")})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keeps the reading time and the digest of the words beside the text, so that a list needs no body."""
        if {"body", "sources"} <= self.__dict__.keys():
            self.reading_minutes = reading_minutes(f"{self.summary} {self.plain_text}")
            self.words_digest = self.words
        return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Autosave writes over the last revision; not over one that an expert said yes to."""
        if overwrite_revision and GuideCheck.objects.filter(revision=overwrite_revision).exists():
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    @property
    def words(self) -> str:
        """Digest of all that an expert says yes to: what readers and search engines are told, and for whom it is."""
        return self.words_for(self.stages.all())

    @cached_property
    def words_read(self) -> str:
        """The same for a page that is only read: made once, from stages that are read once."""
        return self.words_for(self.stage_list)

    def words_for(self, stages: Iterable[GuideStage]) -> str:
        return digest(
            {
                **{name: getattr(self, name) for name in ("title", "seo_title", "search_description", "summary")},
                "body": [bare(block.get_prep_value()) for block in self.body],
                "sources": [bare(block.get_prep_value()) for block in self.sources],
                "stages": sorted({(one.kind, one.start, one.end) for one in stages}),
            }
        )

    @property
    def lead(self) -> str:
        return self.summary

    @cached_property
    def check_shown(self) -> GuideCheck | None:
        """The last yes of the expert it names, whose papers stand: to these words, else to earlier ones."""
        if not (self.pk and self.reviewer_id):
            return None
        given = GuideCheck.objects.standing().filter(page=self.pk, expert=self.reviewer_id).order_by("-made_at")
        return given.filter(words=self.words_read).first() or given.first()

    @cached_property
    def standing(self) -> Standing:
        """What the page may say of its check: computed from its own words, so that a preview says it of the draft."""
        yes = self.check_shown
        day = timezone.localdate(yes.made_at) if yes else None
        return standing(day, same_words=bool(yes and yes.words == self.words_read), today=timezone.localdate())

    @property
    def is_checked(self) -> bool:
        """For lists, read `with_checks`."""
        at = self.checked_at
        return standing(at and timezone.localdate(at), same_words=True, today=timezone.localdate()) == "fresh"

    @cached_property
    def checked_at(self) -> datetime | None:
        """Of a row that was read without `with_checks`."""
        return self.check_shown.made_at if self.check_shown and self.standing in ("fresh", "expired") else None

    @cached_property
    def stage_list(self) -> list[GuideStage]:
        """Its stages, read once a page."""
        return list(self.stages.all())

    @cached_property
    def author_profile(self) -> Profile | None:
        return Profile.objects.filter(pk=self.author_id).first() if self.author_id else None

    @cached_property
    def reviewer_kol(self) -> Kol | None:
        """The expert whose yes is shown."""
        if not self.check_shown:
            return None
        return Kol.objects.select_related("user__profile").filter(pk=self.reviewer_id).first()

    @property
    def checked_by(self) -> str:
        """Name of the expert who said yes to these words."""
        return str(self.reviewer_kol.user.profile) if self.reviewer_kol and self.standing != "changed" else ""

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
            and self.standing == "fresh"
            and {
                "@type": "Person",
                "name": str(self.reviewer_kol.user.profile),
                "jobTitle": self.reviewer_kol.speciality,
            },
            "citation": [block.value["title"] for block in self.sources] or None,
        }
        return [{key: value for key, value in article.items() if value}]
