"""What all pages share: the StreamField whose definition stays out of migrations, and the page that knows its other languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index

from community.kols.models import Kol
from content.blocks.blocks import BodyBlock, PointsBlock, ScoresBlock, SourcesBlock
from content.blocks.rules import anchors
from media.photos.models import EditorialImage
from tadpole.text import PlainText, excerpt, line

__all__ = [
    "BodyBlock",
    "BodyPage",
    "ContentPage",
    "ContentQuerySet",
    "LeanStreamField",
    "Piece",
    "PointsBlock",
    "ScoresBlock",
    "SourcesBlock",
    "absolute",
    "experts",
    "restricted_for",
    "unrestricted",
    "writers",
]
SECONDS_KEPT = 60


class LeanStreamField(StreamField):
    """A StreamField whose block definitions stay out of migrations: a changed block makes no migration."""

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = models.Field.deconstruct(self)
        return name, path, args, kwargs


def passwords_given(viewer: Any) -> frozenset[int]:
    """Ids of the restrictions whose password was given in the viewer's session (`middleware.PagePasswordsMiddleware`)."""
    return getattr(viewer, "page_passwords", frozenset())


def unmet_restrictions(viewer: Any) -> models.QuerySet[PageViewRestriction]:
    """The restrictions of pages that `viewer` does not pass: Wagtail's `accept_request` for all of them at once."""
    rows = PageViewRestriction.objects.all()
    passed = Q(restriction_type=PageViewRestriction.PASSWORD, pk__in=passwords_given(viewer))
    if viewer.is_authenticated:
        passed |= Q(restriction_type=PageViewRestriction.LOGIN)
        groups = Q() if viewer.is_superuser else Q(pk__in=rows.filter(groups__user=viewer.pk).values("pk"))
        passed |= Q(restriction_type=PageViewRestriction.GROUPS) & groups
    return rows.exclude(passed)


def restricted_for(viewer: Any, path: str = "path") -> Exists:
    """Whether the page at `path` of the outer row, or one over it, has a restriction that `viewer` does not pass. No query of its own."""
    here = ExpressionWrapper(OuterRef(path), models.CharField())
    return Exists(unmet_restrictions(viewer).alias(here=here).filter(here__startswith=F("page__path")))


def unrestricted(pages: Any) -> Any:
    """Those of `pages` that stand behind no password, group or sign-in."""
    return pages.filter(~restricted_for(AnonymousUser()))


class ContentQuerySet(PageQuerySet):
    """Pages of ours as readers see them."""

    def visible_to(self, viewer: Any) -> "ContentQuerySet":
        """What is published, and open to `viewer`; drafts are seen in the CMS only."""
        return self.live().filter(~restricted_for(viewer))


def experts() -> models.Q:
    """Those whose papers stand, among `Kol` rows: whom an editor may name as having checked a page."""
    return models.Q(pk__in=Kol.objects.verified().values("pk"))


def writers() -> models.Q:
    """Editors and experts whose papers stand, among profiles: whom an editor may name as a page's writer."""
    return models.Q(user__is_staff=True, user__is_active=True) | models.Q(
        user__in=Kol.objects.verified().values("user")
    )


@dataclass(frozen=True)
class Piece:
    """One block of a body with the anchor of its heading, empty for other blocks."""

    block: Any
    anchor: str


class ContentPage(Page):
    """A page of ours: it knows its cover, its description, its other languages and how long it may be kept."""

    cover = models.ForeignKey(
        EditorialImage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )

    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(["slug", "seo_title", "search_description"], heading=_("For search engines")),
        FieldPanel("show_in_menus"),
    ]
    og_type = "website"

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Wagtail's own fields for words take them in as ours do."""
        for name in ("title", "draft_title", "seo_title", "search_description"):
            setattr(self, name, line(getattr(self, name)))
        super().clean()

    @property
    def lead(self) -> str:
        """The words that stand for the page when nobody wrote a description."""
        return ""

    @property
    def checked_by(self) -> str:
        """Name of the expert whose yes the page shows: claims in its body may say it too."""
        return ""

    @property
    def description(self) -> str:
        return excerpt(PlainText(self.search_description or self.lead), 150)

    @cached_property
    def translations_live(self) -> list[Page]:
        """This page in every language it is published in, itself included."""
        found = unrestricted(self.get_translations(inclusive=True).live()).select_related("locale")
        return [page for page in found.order_by("locale__pk") if page.url_path]

    @property
    def language(self) -> str:
        """Code of the language it is written in."""
        own = next((page for page in self.translations_live if page.pk == self.pk), self)
        return own.locale.language_code

    def alternates(self, request: HttpRequest | None) -> dict[str, str]:
        """{language code: address} of the live translations."""
        urls = {page.locale.language_code: page.get_url(request) for page in self.translations_live}
        return {code: url for code, url in urls.items() if url}

    def json_ld(self, request: HttpRequest) -> list[dict[str, Any]]:
        """What machines may know of this page (schema.org)."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["alternates"] = self.alternates(request)
        context["canonical"] = request.build_absolute_uri(self.get_url(request) or request.path)
        context["data"] = self.json_ld(request)
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As Wagtail does, with headers that let a shared cache keep what people who are not signed in see."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        if request.user.is_authenticated or passwords_given(request.user):
            patch_cache_control(response, private=True, max_age=0)
        elif request.method in ("GET", "HEAD") and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
        return response

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """With the addresses of the other languages. `Sitemap` sets `known` so that a list costs no query a page."""
        urls = super().get_sitemap_urls(request)
        for url in urls:
            url["location"] = absolute(self.get_url(request), request)
        return urls

    def social_image(self) -> str:
        """Address of the picture that is shown where the page is shared, or empty."""
        return absolute(self.cover.get_rendition("fill-1200x630|format-jpeg").url, None) if self.cover else ""


def absolute(path: str | None, request: HttpRequest | None) -> str:
    """`path` with the site's origin in front."""
    if path is None or "://" in path:
        return path or ""
    return request.build_absolute_uri(path) if request else f"{settings.ORIGIN}{path}"


class BodyPage(ContentPage):
    """A page with a body made of blocks."""

    body = LeanStreamField(BodyBlock(), blank=True, verbose_name=_("text of the page"))

    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    @property
    def plain_text(self) -> str:
        """The words of the body without markup: for search, reading time, descriptions."""
        return " ".join(str(part) for part in self.body.stream_block.get_searchable_content(self.body))

    @property
    def lead(self) -> str:
        return self.plain_text

    @cached_property
    def pieces(self) -> list[Piece]:
        """The body's blocks in order; headings with their anchors."""
        names = iter(anchors(str(block.value) for block in self.body if block.block_type == "heading"))
        return [Piece(block, next(names) if block.block_type == "heading" else "") for block in self.body]

    @property
    def outline(self) -> list[tuple[str, str]]:
        """(anchor, words) of each heading: the table of contents."""
        return [(piece.anchor, str(piece.block.value)) for piece in self.pieces if piece.anchor]

    def body_pictures(self) -> Iterator[EditorialImage]:
        """The editors' pictures in the body."""
        for block in self.body:
            if block.block_type == "picture" and block.value["image"]:
                yield block.value["image"]
