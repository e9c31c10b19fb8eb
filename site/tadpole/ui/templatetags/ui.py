"""`{% load ui %}`: icons, slots, times, counts and the small things every page needs."""

import datetime as dt
import re
import zlib
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.utils import formats, timezone
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext
from lucide.templatetags.lucide import lucide

from tadpole.ui import slots, zones
from tadpole.ui.context import bcp47, prefix

register = template.Library()
register.filter(bcp47)

HUES = 8
FACES = ("rice", "hill", "umb", "bear", "pine", "bird", "orange", "moon", "cat", "fish", "lotus", "cup")
BREATHS = re.compile(r"(?<=[，。！？；：、…—,;:!?·])(?=[^\s，。！？；：、…—」』）》”’])")
BY_STYLE_SHEET = re.compile(r' (?:width|height|fill|stroke|stroke-width|stroke-linecap|stroke-linejoin)="[^"]*"')
STORED_LINK = re.compile(r"""(=["'])/~/""")


@lru_cache(maxsize=512)
def _icon(name: str, classes: str) -> SafeString:
    drawing = lucide(name, size=None, **{"class": classes, "aria-hidden": "true", "focusable": "false"})
    drawing = re.sub(r"\s+", " ", drawing).replace("> <", "><").replace(" />", "/>")
    root, rest = drawing.split(">", 1)
    return mark_safe(f"{BY_STYLE_SHEET.sub('', root)}>{rest}")  # noqa: S308


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A Lucide icon, drawn in the colour and size of the text around it and silent to screen readers."""
    return _icon(name, f"ic {classes}".strip())


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, subject: object = None) -> SafeString:
    """What higher apps put into this place."""
    return slots.rendered(name, context["request"], subject)


@register.filter
def localised(value: object) -> SafeString:
    """Stored HTML or a stored address whose links begin "/~/", in the reader's language. HTML must be ours."""
    text = str(value or "")
    if text.startswith("/~/"):
        return escape(prefix() + text[2:])
    if "/~/" in text:
        text = STORED_LINK.sub(rf"\g<1>{prefix()}/", text)
    return mark_safe(text)  # noqa: S308


@register.inclusion_tag("ui/parts/language_links.html", takes_context=True)
def language_links(context: Context) -> dict[str, object]:
    """Links to this same page in the other languages. A view may pass `alternates` {code: url} of its own."""
    layout = context["ui"]
    own: dict[str, str] = context.get("alternates") or {}
    here = get_language()
    links = [
        (bcp47(code), name, own.get(code) or (home_in(code) if own else url), code == here)
        for code, name, url in layout.alternates
    ]
    return {"links": links}


@register.filter
def stands(field: BoundField) -> str:
    """What is kept now in a field whose form met a conflict, as text; else nothing."""
    words: dict[str, str] = getattr(field.form, "conflict", {})
    return words.get(field.name, "")


def home_in(code: str) -> str:
    """The front page of a language: where a page that is not written in it leads instead of nowhere."""
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


@register.simple_tag(takes_context=True)
def alternate_heads(context: Context) -> SafeString:
    """`<link rel=alternate hreflang>` of every language this page is written in."""
    layout, request = context["ui"], context["request"]
    own: dict[str, str] = context.get("alternates") or {}
    links = [(code, own.get(code) if own else url) for code, _name, url in layout.alternates]
    rows = [(bcp47(code), request.build_absolute_uri(url)) for code, url in links if url]
    first = [("x-default", href) for code, href in rows if code == bcp47(settings.LANGUAGE_CODE)]
    return format_html_join("", '<link rel="alternate" hreflang="{}" href="{}">', rows + first)


CLOCK = re.compile(r"\d\d:\d\d")


@register.filter
def when(moment: dt.datetime | dt.date | None) -> SafeString:
    """How long ago, as a `<time>` with the exact moment in it; the page keeps the near past fresh.

    Outside the reader's own zone (see `zones`) the past is told by days, and an hour to come says that it is Beijing's; the page turns
    both into the reader's: `data-zone` is whose they are, `data-here` the words for somebody who lives there.
    """
    if not moment:
        return SafeString("")
    if not isinstance(moment, dt.datetime):
        day = formats.date_format(moment, "DATE_FORMAT")
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(), day)
    exact = formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    now = timezone.now()
    words = ago(moment, now, hours=zones.is_readers_own() or moment > now)
    if zones.is_readers_own():
        return format_html(
            '<time-ago><time datetime="{}" title="{}">{}</time></time-ago>', moment.isoformat(), exact, words
        )
    return format_html(
        '<time-ago><time datetime="{}" title="{}" data-zone="{}" data-here="{}">{}</time></time-ago>',
        moment.isoformat(),
        zones.beijing(exact),
        timezone.get_current_timezone_name(),
        words,
        zones.beijing(words) if CLOCK.search(words) else words,
    )


def ago(moment: dt.datetime, now: dt.datetime, *, hours: bool = True) -> str:
    """`moment` in words: minutes and hours while they are few, then the day, then the date. `hours`: days have the hour too."""
    seconds = (now - moment).total_seconds()
    if 0 <= seconds < 60:
        return gettext("just now")
    if 0 <= seconds < 3600:
        minutes = int(seconds // 60)
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
    local, today = timezone.localtime(moment), timezone.localtime(now)
    clock = f"{local:%H:%M}"
    if local.date() == today.date():
        if seconds >= 0:
            passed = int(seconds // 3600)
            return ngettext("%(n)d hour ago", "%(n)d hours ago", passed) % {"n": passed}
        return gettext("today %(clock)s") % {"clock": clock}
    if local.date() == today.date() - dt.timedelta(days=1):
        return gettext("yesterday %(clock)s") % {"clock": clock} if hours else gettext("yesterday")
    if local.date() == today.date() + dt.timedelta(days=1):
        return gettext("tomorrow %(clock)s") % {"clock": clock}
    if local.year == today.year:
        day = formats.date_format(local, "MONTH_DAY_FORMAT")
        return f"{day} {clock}" if hours else day
    return formats.date_format(local, "DATE_FORMAT")


@register.filter
def hour(moment: dt.datetime | None) -> str:
    """A moment to come, in a sentence that holds for nobody but its reader (see `zones.hour_of`)."""
    return zones.hour_of(moment) if moment else ""


@register.filter
def count(number: int | None) -> str:
    """A number as one would say it: 9,800 · 1.2万 · 1.2萬 · 12k."""
    number = int(number or 0)
    language = get_language() or ""
    chinese = language.startswith("zh")
    steps = (
        ((10**8, "億" if "hant" in language else "亿"), (10**4, "萬" if "hant" in language else "万"))
        if chinese
        else ((10**6, "M"), (10**4, "k"))
    )
    for step, word in steps:
        if number >= step:
            unit = 10**3 if word == "k" else step
            whole, tenth = divmod(number * 10 // unit, 10)
            return f"{whole:,}.{tenth}{word}" if tenth and whole < 100 else f"{whole:,}{word}"
    return f"{number:,}"


@register.filter
def phrase(text: object) -> SafeString:
    """A title that may break after its punctuation and nowhere else (titles are set with keep-all)."""
    return mark_safe("<wbr>".join(conditional_escape(part) for part in BREATHS.split(str(text or ""))))  # noqa: S308


@register.filter
def halves(number: float | None) -> str:
    """Stars to the nearest half, as the star strip's attribute wants it: 4, 4.5."""
    rounded = min(5.0, max(0.0, round(float(number or 0) * 2) / 2))
    return f"{rounded:g}"


@register.filter
def words(text: str) -> list[str]:
    """The words of `text`, to loop over a short list written in a template."""
    return text.split()


@register.filter
def glued(text: object) -> str:
    """Facts with dots between them, in a sentence: a dot stays on the line of what stands before it."""
    return str(text).replace(" · ", "\u00a0· ")


@register.filter
def parts(text: str) -> list[str]:
    """Facts written in one line with dots between them, one by one."""
    return str(text).split(" · ") if text else []


@register.filter
def hue(name: object) -> int:
    """One of eight hues, always the same for the same name."""
    return zlib.crc32(str(name).encode()) % HUES


@register.filter
def face(name: object) -> str:
    """One of twelve drawn faces, always the same for the same name."""
    return FACES[zlib.crc32(str(name).encode()) % len(FACES)]


@register.filter
def initial(name: object) -> str:
    """The first letter or character of a name that can be seen."""
    return next((letter.upper() for letter in str(name) if letter.isalnum()), "·")


@register.simple_tag
def control(field: BoundField, **attrs: str) -> SafeString:
    """A form field's widget (Django ties hint and error to it); extra attributes use _ for -."""
    return field.as_widget(attrs={name.replace("_", "-"): value for name, value in attrs.items()})


@register.filter
def shape(field: BoundField) -> str:
    """Which way a field is drawn: switch, choices, stars, file or text."""
    kind = type(field.field.widget).__name__
    shapes = {
        "CheckboxInput": "switch",
        "RadioSelect": "choices",
        "CheckboxSelectMultiple": "choices",
        "StarsInput": "stars",
    }
    return shapes.get(kind, "file" if getattr(field.field.widget, "needs_multipart_form", False) else "text")


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """This page's query string with `changes`; None takes a name out. Keys ending in _ are stripped of it."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            params.pop(name.rstrip("_"), None)
        else:
            params[name.rstrip("_")] = value
    return f"?{params.urlencode()}" if params else "?"


@register.simple_tag(takes_context=True)
def query_with(context: Context, name: str, value: str) -> str:
    """`query` when the name itself is a variable."""
    return query(context, **{name: value})
