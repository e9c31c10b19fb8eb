"""Editors keep the words that mean the same in the CMS."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.index.models import Synonyms


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "search"
    menu_label = _("Same meaning")
    menu_name = "synonyms"
    add_to_admin_menu = True
    list_display: ClassVar[list[str]] = ["words", "note"]
    search_fields: ClassVar[list[str]] = ["words"]
    ordering: ClassVar[list[str]] = ["words"]
    panels: ClassVar[list[FieldPanel]] = [FieldPanel("words"), FieldPanel("note")]


register_snippet(SynonymsViewSet)
