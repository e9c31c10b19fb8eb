"""Editors keep the catalogue in the CMS."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from community.products.actions import tell_changed
from community.products.models import Product


class ProductViewSet(SnippetViewSet):
    model = Product
    icon = "tag"
    menu_label = _("Products")
    menu_name = "products"
    add_to_admin_menu = True
    list_display: ClassVar[list[str]] = ["name", "brand", "category", "notes_count"]
    list_filter: ClassVar[list[str]] = ["category"]
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


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_saved(request: HttpRequest, instance: models.Model) -> None:
    if isinstance(instance, Product):
        tell_changed(product_id=instance.pk)


@hooks.register("after_delete_snippet")
def tell_deleted(request: HttpRequest, instances: Iterable[models.Model]) -> None:
    for instance in instances:
        if isinstance(instance, Product) and instance.pk:
            tell_changed(product_id=instance.pk)
