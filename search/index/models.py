"""Words that mean the same: what editors know and no index can guess."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from tadpole.text import fold
from tadpole.ui.words import LineField

BETWEEN = re.compile(r"[,，、;；=＝|/\n]+")


class Synonyms(models.Model):
    """One meaning in several words; a question with one of them finds the others too."""

    words = LineField(
        _("words"),
        most=300,
        help_text=_("Words that mean the same, with commas between them. The first one is what we call it ourselves."),
    )
    note = LineField(_("note"), most=200, blank=True, help_text=_("For other editors; not shown to readers."))

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering = ["words"]

    def __str__(self) -> str:
        return " = ".join(self.each)

    @property
    def each(self) -> list[str]:
        """The words as they were typed."""
        return list(dict.fromkeys(word for one in BETWEEN.split(self.words) if (word := " ".join(one.split()))))

    def clean(self) -> None:
        super().clean()
        words = [fold(word) for word in self.each]
        if len(set(words)) < 2:
            raise ValidationError(
                {
                    "words": _(
                        "One word alone has no others to stand for: write at least two, with a comma between them."
                    )
                }
            )
        if short := [word for word in words if len(word) < 2]:
            raise ValidationError(
                {"words": _("“%(word)s” is too short: it stands in too many other words.") % {"word": short[0]}}
            )
