"""Medals on a profile."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from community.badges.queries import badges_of
from community.profiles.models import Profile


def medals(request: HttpRequest, subject: object) -> SafeString | str:
    """The badges of the person whose profile this is; nothing when there are none."""
    if not isinstance(subject, Profile):
        return ""
    held = badges_of(subject.pk)
    return render_to_string("badges/medals.html", {"held": held}, request) if held else ""
