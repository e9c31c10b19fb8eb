"""Django's own rooms for staff: what is edited there carries the digest of what was shown, too."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.forms import BaseModelForm
from django.http import HttpRequest

from tadpole.ui.model_forms import versioned

inherited = ModelAdmin.get_form


def get_form(
    self: ModelAdmin[Any], request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
) -> type[BaseModelForm]:
    made: type[BaseModelForm] = inherited(self, request, obj, change, **kwargs)
    return versioned(made) if obj is not None else made


ModelAdmin.get_form = get_form  # type: ignore[method-assign, assignment]
