"""The editors' desk by hand: Wagtail's own forms, as an editor fills them in."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page as WagtailPage

from tests.journeys.conftest import Visitor


@dataclass
class Desk:
    """An editor before the CMS. Fields are found by name, so that the language of the desk does not matter."""

    editor: Visitor

    def new_page(self, kind: str, parent: WagtailPage) -> None:
        """`kind`: guides/guidepage and the like."""
        self.editor.page.goto(f"{self.editor.site.origin}/cms/pages/add/{kind}/{parent.pk}/")

    def fill(self, **fields: str) -> None:
        for name, words in fields.items():
            self.editor.page.fill(f"#id_{name}", words)

    def fill_moments(self, **moments: datetime) -> None:
        """Set without the calendar that opens under or over a field as soon as it has the focus."""
        given = (
            "(field, moment) => { field.value = moment; field.dispatchEvent(new Event('change', { bubbles: true })); }"
        )
        for name, moment in moments.items():
            self.editor.page.locator(f"#id_{name}").evaluate(given, f"{timezone.localtime(moment):%Y-%m-%d %H:%M}")

    def add_block(self, field: str, label: str) -> None:
        """The last plus of a StreamField, and the block of this name in its menu."""
        self.editor.page.locator(f"[id^=panel-child-][id$=-{field}-section] .c-sf-add-button").last.click()
        self.editor.page.get_by_role("option", name=label, exact=True).last.click()

    def add_heading(self, number: int, words: str) -> None:
        self.add_block("body", "小标题")
        self.editor.page.fill(f"input[name=body-{number}-value]", words)

    def add_paragraph(self, words: str) -> None:
        """Draftail takes keys only, and keeps them in its field a moment later."""
        self.add_block("body", "段落")
        self.editor.page.locator("[id^=panel-child-][id$=-body-section] [contenteditable=true]").last.click()
        self.editor.page.keyboard.type(words)
        kept = "(words) => [...document.querySelectorAll('input[name^=body-][name$=-value]')].some((one) => one.value.includes(words))"
        self.editor.page.wait_for_function(kept, arg=words)

    def choose_product(self, name: str) -> None:
        self.editor.page.locator("[id^=panel-child-][id$=-product-section] .chooser__choose-button").click()
        self.editor.page.locator(".modal a", has_text=name).click()
        self.editor.page.wait_for_selector(
            "[id^=panel-child-][id$=-product-section] .chooser__title:not(:empty)", state="attached"
        )

    def add_product(self, name: str, slug: str) -> None:
        self.editor.page.goto(f"{self.editor.site.origin}/cms/snippets/products/product/add/")
        self.fill(name=name, slug=slug)
        self.editor.page.select_option("#id_category", "care")
        with self.editor.page.expect_navigation(url="**/product/"):
            self.editor.page.locator(".action-save").first.click()

    def publish(self) -> None:
        """The menu beside Save, and Publish in it; then the list of the pages beside it."""
        self.editor.page.locator("footer .w-dropdown__toggle").click()
        with self.editor.page.expect_navigation(url=lambda address: "/add/" not in address):
            self.editor.page.locator("button[name=action-publish]").click()
        assert self.editor.page.locator(".messages .success").count() == 1


def path_of(visitor: Visitor) -> str:
    """Where the visitor is, without origin, query and place on the page."""
    return re.sub(r"[?#].*", "", visitor.page.url.removeprefix(visitor.site.origin))
