"""For which weeks or months a guide is."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from content.guides.rules import Span, fault


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


class GuideStage(Orderable):
    """A stretch of weeks or months the guide is for."""

    page = ParentalKey("guides.GuidePage", on_delete=models.CASCADE, related_name="stages")
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
