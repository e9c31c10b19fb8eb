"""Fields that people's words go into, in tables and in forms: taken in by `tadpole.text`, counted as a reader counts.

A field's `most` are characters as seen; its column has room for eight times as many code points, and both limits hold. In a page
the field says `data-most`, by which the counter beside it advises; nothing is cut.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from tadpole.text import CODE_POINTS, fits, line, lines


@deconstructible
class Fits:
    """Refuses a text of more than `most` characters as seen, or of more code points than its column holds."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, value: str) -> None:
        if not fits(value, self.most):
            raise ValidationError(_("At most %(most)d characters fit here."), params={"most": self.most})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fits) and other.most == self.most

    def __hash__(self) -> int:
        return hash(self.most)


class Line(forms.CharField):
    """Words on one line. `most` is what the page's counter goes by; how long a text may be is its action's to say."""

    take = staticmethod(line)

    def __init__(self, *, most: int | None = None, **kwargs: Any) -> None:
        self.most = most
        super().__init__(**{**kwargs, "strip": False, "max_length": None})

    def to_python(self, value: Any) -> str:
        return self.take(str(super().to_python(value) or ""))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), **({"data-most": self.most} if self.most else {})}


class Lines(Line):
    """Words on several lines."""

    take = staticmethod(lines)
    widget = forms.Textarea


class _Words(models.Field):
    """What the two columns have in common. Migrations know a plain column: its width is all that the database is told."""

    plain: type[models.Field]
    form_field: type[Line]

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(*args, **kwargs)
        others = [one for one in self.validators if not isinstance(one, MaxLengthValidator)]
        self.validators = [*others, Fits(most)]

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.plain.__name__}", args, kwargs

    def clone(self) -> Any:
        return type(self)(most=self.most, **super().deconstruct()[3])

    def to_python(self, value: Any) -> Any:
        """Also on its way into the database (`get_prep_value`), by whatever it is written."""
        value = super().to_python(value)
        return self.form_field.take(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": self.form_field, "most": self.most, **kwargs})


class LineField(_Words, models.CharField):
    """A column for words on one line, at most `most` characters as seen."""

    plain = models.CharField
    form_field = Line

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, most=most, **{**kwargs, "max_length": CODE_POINTS * most})


class LinesField(_Words, models.TextField):
    """A column for words on several lines, at most `most` characters as seen."""

    plain = models.TextField
    form_field = Lines
