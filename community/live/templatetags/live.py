"""`{% load live %}`."""

from django import template

register = template.Library()


@register.filter
def clock(milliseconds: int) -> str:
    """12:08, or 1:02:33 after an hour."""
    minutes, seconds = divmod(int(milliseconds) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
