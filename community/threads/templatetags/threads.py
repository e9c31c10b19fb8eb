"""`{% load threads %}`: the empty reply form under a page that another app shows."""

from django import template
from django.template.context import Context

from community.threads.forms import ReplyForm
from community.threads.queries.shapes import ThreadPage
from community.threads.rules import MOST_PHOTOS

register = template.Library()


@register.inclusion_tag("threads/reply_form.html", takes_context=True)
def reply_form(context: Context, page: ThreadPage) -> dict[str, object]:
    """A new form that answers in the thread of `page`."""
    request = context["request"]
    form = ReplyForm(request, blank=True, initial={"seen": page.seen})
    shared = {name: context.get(name) for name in ("request", "ui", "csrf_token")}
    return {**shared, "form": form, "thread": page.thread, "most": MOST_PHOTOS}
