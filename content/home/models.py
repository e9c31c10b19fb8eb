"""The front page and the plain pages beside it."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from community.live.queries import on_air
from community.threads.queries import recent_threads
from content.blocks.models import BodyPage, ContentPage, restricted_for
from content.guides.models import GuideIndexPage, GuidePage
from content.guides.rules import Span
from content.reviews.models import ReviewIndexPage, ReviewPage
from tadpole.ui.slots import rendered
from tadpole.ui.words import LineField

GUIDES_SHOWN = 4
REVIEWS_SHOWN = 3
THREADS_SHOWN = 6
LIVE_SHOWN = 3
READING_SHOWN = 2


class HomePage(ContentPage):
    """The front page of one language."""

    hero_title = LineField(_("headline"), most=60, blank=True)
    hero_text = LineField(_("words under the headline"), most=200, blank=True)
    hero_guide = models.ForeignKey(
        GuidePage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("guide of the week")
    )

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count_per_parent = 3
    template = "home/home.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_text"), FieldPanel("cover"), FieldPanel("hero_guide")],
            heading=_("This week"),
        ),
    ]

    class Meta:
        verbose_name = _("home page")

    @property
    def lead(self) -> str:
        return self.hero_text

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Finds a page by its whole address; Wagtail asks twice for every part of it."""
        wanted = f"{self.url_path}{'/'.join(path_components)}/"
        page = Page.objects.filter(url_path=wanted).first() if path_components else None
        return page.specific.route(request, []) if page else super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["guides_index"] = (
            GuideIndexPage.objects.child_of(self).live().filter(~restricted_for(request.user)).first()
        )
        context["reviews_index"] = (
            ReviewIndexPage.objects.child_of(self).live().filter(~restricted_for(request.user)).first()
        )
        mine = {"locale_id": self.locale_id}
        guides = GuidePage.objects.visible_to(request.user).filter(**mine).for_cards()
        reviews = ReviewPage.objects.visible_to(request.user).filter(**mine).for_cards()
        picked = guides.filter(pk=self.hero_guide_id).first() if self.hero_guide_id else None
        context["picked"] = picked
        context["guides"] = list(
            guides.exclude(pk=picked.pk if picked else None).order_by("-first_published_at", "-pk")[:GUIDES_SHOWN]
        )
        context["reviews"] = list(reviews.order_by("-first_published_at", "-pk")[:REVIEWS_SHOWN])
        context["on_air"] = on_air(request.user, LIVE_SHOWN)
        context["week"] = rendered("home.week", request, self)
        context["threads"] = recent_threads(request.user, THREADS_SHOWN)
        return context

    def reading_for(self, viewer: Any, kind: str, at: int) -> list[GuidePage]:
        """The newest guides in this language for a stage."""
        here = GuidePage.objects.visible_to(viewer).filter(locale_id=self.locale_id).for_stage(Span(kind, at, at))
        return list(here.defer("body", "sources").order_by("-first_published_at", "-pk")[:READING_SHOWN])

    def json_ld(self, request: HttpRequest) -> list[dict[str, Any]]:
        return [
            {
                "@type": "WebSite",
                "name": "小蝌蚪",
                "alternateName": "Tadpole",
                "url": request.build_absolute_uri(self.get_url(request)),
                "inLanguage": self.language,
            }
        ]


class StandardPage(BodyPage):
    """Terms, privacy, who we are: a title and words."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/standard.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, "body"]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
