"""Refuses what would lose comments."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("profiles")
def one_hub(**_: Any) -> list[CheckMessage]:
    """A hub knows the viewers of its own process; hubs do not talk to each other yet."""
    if settings.ENV.web_workers > 1:
        return [
            Error(
                "Live comments would reach only the viewers of the same web process.",
                hint="Set TADPOLE_WEB_WORKERS=1.",
                id="live.E001",
            )
        ]
    return []
