"""What somebody typed, checked and made ready to be stored. Nothing is written here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.html import format_html
from django.utils.translation import gettext as _

from community.profiles.queries import ids_by_name, people_by_name
from community.threads import rules
from media.photos.models import Photo
from media.photos.queries import own_photos
from tadpole.accounts.models import User
from tadpole.errors import Invalid, TooLarge
from tadpole.text import fits, length, line, lines, readable, render


@dataclass(frozen=True)
class Written:
    """A text with what it names, and the photos that go with it."""

    text: str
    html: str
    topics: list[str]
    mentions: list[int]
    photos: list[Photo]


def written(by: User, text: str, photos: Iterable[Any]) -> Written:
    """Check and render. Raises TooLarge, or Invalid for an empty text or somebody else's photo."""
    text = lines(text)
    if not fits(text, rules.LONGEST_TEXT):
        sentence = _("%(most)s characters fit into one post; here are %(count)s. The first part is kept below.")
        raise TooLarge(sentence % {"most": f"{rules.LONGEST_TEXT:,}", "count": f"{length(text):,}"}, field="text")
    if not readable(text):
        raise Invalid(_("There are no words yet. One is enough."), field="text")
    ids = list(dict.fromkeys(str(getattr(photo, "pk", photo)) for photo in photos))
    if len(ids) > rules.MOST_PHOTOS:
        raise Invalid(_("At most %(most)d photos go with one post.") % {"most": rules.MOST_PHOTOS}, field="photos")
    chosen = own_photos(by=by, ids=ids) if ids else []
    pictures = {str(photo.pk): picture(photo) for photo in chosen}
    rendered = render(text, people=people_by_name, topics=topic_url, photos=lambda _ids: pictures)
    return Written(
        text=text,
        html=rendered.html,
        topics=list(rendered.topics),
        mentions=ids_by_name(rendered.mentions) if rendered.mentions else [],
        photos=chosen,
    )


def checked_title(title: str) -> str:
    title = line(title)
    if not fits(title, rules.LONGEST_TITLE):
        raise TooLarge(_("A title has at most %(most)d characters.") % {"most": rules.LONGEST_TITLE}, field="title")
    if readable(title) < rules.SHORTEST_TITLE:
        sentence = _("A title of at least %(fewest)d characters helps others to find this.")
        raise Invalid(sentence % {"fewest": rules.SHORTEST_TITLE}, field="title")
    return title


def picture(photo: Photo) -> str:
    """A photo of this post set among its words. Its address asks at each look whether the reader may see it."""
    return format_html(
        '<img src="{}" alt="" width="{}" height="{}" loading="lazy" decoding="async">',
        photo.address(960),
        photo.width,
        photo.height,
    )


def topic_url(name: str) -> str:
    return f"/~/topics/{quote(name, safe='')}/"
