"""The rules of a contest, in plain words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from tadpole.ui.blocks import LineBlock

ICONS = [
    ("check", _("Tick")),
    ("camera", _("Camera")),
    ("heart", _("Heart")),
    ("eye", _("Eye")),
    ("users-round", _("People")),
    ("lock", pgettext_lazy("icon", "Lock")),
    ("gift", _("Gift")),
    ("house", _("House")),
]


class RuleBlock(blocks.StructBlock):
    lead = LineBlock(required=False, most=40, label=_("In short"))
    text = LineBlock(most=200, label=_("The rule, as you would say it"))
    icon = blocks.ChoiceBlock(choices=ICONS, default="check", label=_("Sign"))

    class Meta:
        icon = "list-ul"
        label = _("Rule")


class RulesBlock(blocks.StreamBlock):
    rule = RuleBlock()
