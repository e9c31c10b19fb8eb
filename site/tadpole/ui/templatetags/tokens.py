"""`{% csrf_token %}` of every template (a built-in of this site): the token, and for whom the page was made (`ui.again`)."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

from tadpole.ui.again import MADE_FOR, made_for

register = template.Library()


class MarkedTokenNode(CsrfTokenNode):
    """Both fields; the token alone where no request is known."""

    def render(self, context: Context) -> str:
        field = super().render(context)
        request = context.get("request")
        if not field or request is None:
            return field
        return field + format_html('<input type="hidden" name="{}" value="{}">', MADE_FOR, made_for(request))


@register.tag
def csrf_token(parser: Parser, token: Token) -> MarkedTokenNode:
    return MarkedTokenNode()
