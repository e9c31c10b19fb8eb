"""Blocks that people's words go into: the StreamField's counterparts of `ui.words`, taken in by `tadpole.text` on every way to the row."""

from collections.abc import Callable, Sequence
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock as WagtailImageBlock
from wagtail.rich_text import RichText

from tadpole.text import cleaned, line, lines
from tadpole.ui.words import Fits


class _Words:
    """Goes before one of Wagtail's blocks. `most` are characters as a reader counts; the page cuts nothing that is typed."""

    take: Callable[[str], str]

    def __init__(self, *, most: int | None = None, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(validators=[*validators, *([Fits(most)] if most else [])], **kwargs)  # type: ignore[call-arg]

    def value_from_form(self, value: Any) -> Any:
        return self.taken(super().value_from_form(value))  # type: ignore[misc]

    def clean(self, value: Any) -> Any:
        """What holds nothing to read is as good as nothing."""
        return super().clean(self.taken(value))  # type: ignore[misc]

    def normalize(self, value: Any) -> Any:
        return self.taken(super().normalize(value))  # type: ignore[misc]

    def get_prep_value(self, value: Any) -> Any:
        """Also on its way into the database, by whatever it is written."""
        return super().get_prep_value(self.taken(value))  # type: ignore[misc]

    def taken(self, value: Any) -> Any:
        return type(self).take(value) if isinstance(value, str) else value


class LineBlock(_Words, blocks.CharBlock):
    """Words on one line."""

    take = staticmethod(line)


class LinesBlock(_Words, blocks.TextBlock):
    """Words on several lines."""

    take = staticmethod(lines)


class ProseBlock(_Words, blocks.RichTextBlock):
    """Words with markup. Its HTML is not composed (NFC): a mark after ">" would take the tag away."""

    take = staticmethod(cleaned)

    def taken(self, value: Any) -> Any:
        if isinstance(value, RichText):
            return RichText(value.source and cleaned(value.source))
        return super().taken(value)


class ImageBlock(WagtailImageBlock):
    """A picture of the library; the words for those who cannot see it are words, too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        words = LineBlock(required=False, label=self.child_blocks["alt_text"].label)
        words.set_name("alt_text")
        self.child_blocks["alt_text"] = words
