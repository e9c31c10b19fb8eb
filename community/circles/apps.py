from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.template.loader import render_to_string
from django.utils import timezone

from tadpole.ui.slots import fill

if TYPE_CHECKING:
    from django.http import HttpRequest


class CirclesConfig(AppConfig):
    name = "community.circles"
    label = "circles"

    def ready(self) -> None:
        from community.circles import listeners, queries  # noqa: F401

        def suggestion(request: "HttpRequest", subject: object) -> str:
            """On the family page: the circle of the month the parent just told of."""
            circles = queries.suggested_for(request.user, timezone.localdate())
            return render_to_string("circles/suggestion.html", {"circles": circles}, request) if circles else ""

        def rail(request: "HttpRequest", subject: object) -> str:
            """At the foot of the desktop rail: the reader's own circles."""
            mine = queries.my_circles(request.user)[:5] if request.user.is_authenticated else []
            return render_to_string("circles/rail.html", {"circles": mine}, request) if mine else ""

        fill("family.sections", suggestion)
        fill("layout.rail", rail)
