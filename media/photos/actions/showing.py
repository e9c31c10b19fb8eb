"""Things that show photos say who sees them."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from media.photos.models import PLACES, Viewer


def show_in(relation: str, *, rows: Callable[[Viewer], QuerySet[Any]]) -> None:
    """Let a relation to Photo show photos to others: called by its app's AppConfig.ready().

    relation: "app_label.Model.field". rows(viewer) -> the rows of that model which `viewer` may see. A photo that no row
    shows is its uploader's alone, and is erased after a while.
    """
    PLACES[relation] = rows
