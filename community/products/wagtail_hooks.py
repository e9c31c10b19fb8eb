"""Editors keep the catalogue in the CMS."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from community.products.models import Product


class ProductViewSet(SnippetViewSet):
    model = Product
    icon = "tag"
    menu_label = _("Products")
    menu_name = "products"
    add_to_admin_menu = True
    list_display: ClassVar[list[str]] = ["name", "brand", "category", "notes_count"]
    list_filter: ClassVar[list[str]] = ["category"]
    search_fields: ClassVar[list[str]] = ["name", "brand"]
    ordering: ClassVar[list[str]] = ["name"]
    inspect_view_enabled = True
    panels: ClassVar[list[FieldPanel | HelpPanel]] = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("brand"),
        FieldPanel("category"),
        FieldPanel("description"),
        FieldPanel("picture"),
    ]


register_snippet(ProductViewSet)
