from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.template.loader import render_to_string
from django.utils import timezone

from tadpole.ui.slots import fill

if TYPE_CHECKING:
    from django.http import HttpRequest

    from community.families.queries import Shelf


class FamiliesConfig(AppConfig):
    name = "community.families"
    label = "families"

    def ready(self) -> None:
        from community.families import listeners, queries  # noqa: F401

        def week(request: "HttpRequest", subject: "Shelf") -> str:
            """On the front page, for the parent alone: where the children are today."""
            rows = queries.week_of(request.user, timezone.localdate(), subject)
            return render_to_string("families/on_home.html", {"rows": rows}, request) if rows else ""

        fill("home.week", week)
