"""Words for the account pages."""

from django import template

from tadpole.accounts.rules import device_of

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    """ "Chrome · Android" out of what a browser says of itself; nothing when it cannot be told."""
    return " · ".join(device_of(user_agent))
