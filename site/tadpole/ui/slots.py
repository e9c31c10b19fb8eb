"""Named places in a page which a lower app leaves open and a higher app fills.

A profile page knows nothing of badges: it prints `{% slot "profile.sections" profile %}`,
and `badges` calls `fill("profile.sections", provider)` from its `AppConfig.ready()`.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Provider = Callable[[HttpRequest, Any], SafeString | str]
"""Each slot has its own kind of subject (the table in docs/architecture.md)."""

_providers: dict[str, list[tuple[int, Provider]]] = defaultdict(list)


def fill(name: str, provider: Provider, *, order: int = 100) -> None:
    """Let `provider(request, subject)` print into slot `name`; lower `order` comes first, ties by first filled."""
    if any(known is provider for _, known in _providers[name]):
        return
    _providers[name].append((order, provider))
    _providers[name].sort(key=lambda entry: entry[0])


def empty(name: str, provider: Provider) -> None:
    """Take `provider` out of slot `name` again; nothing happens when it is not in."""
    _providers[name] = [entry for entry in _providers[name] if entry[1] is not provider]


def rendered(name: str, request: HttpRequest, subject: object = None) -> SafeString:
    """What all providers of slot `name` say, in order; text that is not marked safe is escaped."""
    said = (provider(request, subject) for _, provider in _providers.get(name, ()))
    return mark_safe("".join(conditional_escape(part) for part in said if part))  # noqa: S308


def filled() -> dict[str, int]:
    """Every slot that somebody filled, with the number of its providers."""
    return {name: len(providers) for name, providers in sorted(_providers.items()) if providers}
