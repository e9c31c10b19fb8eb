"""`{% load pages %}`: what only pages of the CMS need."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.simple_tag
def json_ld(thing: dict[str, Any]) -> SafeString:
    """schema.org data as a data block: browsers never run it, and nothing in it can close the element."""
    text = json.dumps(
        {"@context": "https://schema.org", **thing}, ensure_ascii=False, separators=(",", ":"), default=str
    )
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(ESCAPES)))  # noqa: S308


@register.filter
def percent_of(score: Any, most: float = 5) -> int:
    """A score as a share of the most there is, for a bar."""
    return round(100 * min(float(score or 0), most) / most)
