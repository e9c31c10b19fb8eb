"""The one library of building blocks for pages. Definitions stay out of migrations (see `models.LeanStreamField`)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks.rules import is_overdue
from tadpole.ui.blocks import ImageBlock, LineBlock, LinesBlock, ProseBlock

INLINE = ["bold", "italic", "link", "superscript", "subscript"]
PROSE = [*INLINE, "ol", "ul"]


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Picture"))
    caption = LineBlock(required=False, most=200, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _("Text and pictures")
        template = "blocks/parts/picture.html"


class CalloutBlock(blocks.StructBlock):
    title = LineBlock(most=60, label=_("Title"))
    text = ProseBlock(features=PROSE, label=pgettext_lazy("article", "Text"))


class TipBlock(CalloutBlock):
    class Meta:
        icon = "help"
        label = _("Tip")
        group = _("Callouts")
        template = "blocks/parts/tip.html"


class WarningBlock(CalloutBlock):
    class Meta:
        icon = "warning"
        label = _("Warning")
        group = _("Callouts")
        template = "blocks/parts/warning.html"


class QuoteBlock(blocks.StructBlock):
    text = LinesBlock(label=_("The words quoted"))
    cite = LineBlock(required=False, most=120, label=_("Who said it, and where"))
    href = blocks.URLBlock(required=False, label=_("Web address"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = _("Text and pictures")
        template = "blocks/parts/quote.html"


class ClaimValue(blocks.StructValue):
    @property
    def overdue(self) -> bool:
        """Whether its next check should have happened already."""
        return is_overdue(self.get("review_due"), timezone.localdate())


class ClaimBlock(blocks.StructBlock):
    """One sentence we stand for: how sure, by whom, until when."""

    text = LinesBlock(label=_("The claim, in one sentence"))
    source = LineBlock(most=200, label=_("Source"))
    grade = blocks.ChoiceBlock(
        choices=[
            ("1", _("1: we are not sure")),
            ("2", _("2: some evidence")),
            ("3", _("3: good evidence")),
            ("4", _("4: settled")),
        ],
        default="3",
        label=_("How sure"),
    )
    reviewer = LineBlock(
        required=False,
        most=60,
        label=_("Checked by"),
        help_text=_("Readers see the name once this expert has said yes to the page."),
    )
    review_due = blocks.DateBlock(required=False, label=_("Check again by"))

    def clean(self, value: Any) -> Any:
        """A date for the next check needs somebody who checked."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned.get("review_due") and not cleaned.get("reviewer"):
            sentence = ValidationError(_("Say who checked it, so that the same person can be asked again."))
            raise StructBlockValidationError(block_errors={"reviewer": sentence})
        return cleaned

    class Meta:
        icon = "success"
        label = _("Claim with its source")
        group = _("From the experts")
        template = "blocks/parts/claim.html"
        value_class = ClaimValue
        form_layout = BlockGroup(children=["text", "source"], settings=["grade", "reviewer", "review_due"])


class ListBlock(blocks.StructBlock):
    title = LineBlock(required=False, most=80, label=_("Title"))
    items = blocks.ListBlock(ProseBlock(features=INLINE), min_num=1, label=_("Lines"))
    numbered = blocks.BooleanBlock(required=False, label=_("Numbered: the order matters"))

    class Meta:
        icon = "list-ul"
        label = _("List")
        group = _("Text and pictures")
        template = "blocks/parts/list.html"


class RowBlock(blocks.StructBlock):
    cells = blocks.ListBlock(LineBlock(required=False), min_num=1, max_num=6, label=_("Cells"))


class TableBlock(blocks.StructBlock):
    caption = LineBlock(most=120, label=_("What the table shows"))
    rows = blocks.ListBlock(RowBlock(), min_num=2, label=_("Rows; the first one is the head"))

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Text and pictures")
        template = "blocks/parts/table.html"


class VoicesBlock(blocks.StructBlock):
    """What the family hears from three sides, none of them mocked."""

    old = LinesBlock(label=_("Grandparents say"))
    doctor = LinesBlock(label=_("Doctors say"))
    we = LinesBlock(label=_("We tried"))

    class Meta:
        icon = "group"
        label = _("Three voices")
        group = _("From the experts")
        template = "blocks/parts/voices.html"


class ProductBlock(blocks.StructBlock):
    product = SnippetChooserBlock("products.Product", label=_("Product"))
    why = LineBlock(required=False, most=120, label=_("Why it is named here"))

    class Meta:
        icon = "tag"
        label = _("Product")
        group = _("Callouts")
        template = "blocks/parts/product.html"


class QuestionBlock(blocks.StructBlock):
    question = LineBlock(most=120, label=pgettext_lazy("question and answer", "Question"))
    answer = ProseBlock(features=PROSE, label=pgettext_lazy("question and answer", "Answer"))


class FaqBlock(blocks.StructBlock):
    questions = blocks.ListBlock(QuestionBlock(), min_num=1, label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = _("From the experts")
        template = "blocks/parts/faq.html"


class BodyBlock(blocks.StreamBlock):
    """Everything the body of a page may be made of."""

    heading = LineBlock(most=80, icon="title", label=_("Heading"), group=_("Text and pictures"))
    paragraph = ProseBlock(features=PROSE, icon="pilcrow", label=_("Paragraph"), group=_("Text and pictures"))
    picture = PictureBlock()
    list = ListBlock()
    table = TableBlock()
    quote = QuoteBlock()
    tip = TipBlock()
    warning = WarningBlock()
    product = ProductBlock()
    claim = ClaimBlock()
    voices = VoicesBlock()
    faq = FaqBlock()


class SourceBlock(blocks.StructBlock):
    title = LineBlock(most=200, label=_("Title"))
    publisher = LineBlock(required=False, most=120, label=_("Who published it"))
    year = blocks.IntegerBlock(required=False, min_value=1900, max_value=2100, label=_("Year"))
    url = blocks.URLBlock(required=False, label=_("Web address"))

    class Meta:
        icon = "link"
        label = _("Source")


class SourcesBlock(blocks.StreamBlock):
    source = SourceBlock()


class PointsBlock(blocks.StreamBlock):
    """Short lines: what is good about it, or what is not."""

    point = LineBlock(most=120, icon="minus", label=_("One point"))


class ScoreBlock(blocks.StructBlock):
    criterion = LineBlock(most=40, label=_("What was looked at"))
    score = blocks.DecimalBlock(min_value=0, max_value=5, max_digits=2, decimal_places=1, label=_("Score, 0 to 5"))
    remark = LineBlock(required=False, most=160, label=_("Remark"))

    class Meta:
        icon = "order"
        label = _("Score")


class ScoresBlock(blocks.StreamBlock):
    score = ScoreBlock()
