"""A relation to Photo that says nothing about who sees it would hide its photos from everybody."""

from typing import Any

from django.core.checks import Error, register

from media.photos.models import PLACES, relations


@register
def every_relation_says_who_sees_it(**_: Any) -> list[Error]:
    known = {f"{one.related_model._meta.label}.{one.field.name}" for one in relations()}
    return [
        Error(
            f"{one} shows photos and does not say to whom.",
            hint="Call media.photos.actions.show_in in the app's ready().",
            id="photos.E001",
        )
        for one in sorted(known - PLACES.keys())
    ]
