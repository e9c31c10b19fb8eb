"""The rights of a group as the CMS shows them beside its name: over pages, and over collections of pictures and documents."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib.auth.models import Group
from wagtail.users.views.groups import get_permission_panel_classes

NAME = "rights"


def rights_of(group: Group) -> dict[str, Any]:
    """What the panels show: one line for each right over one place."""
    shown = (one for panel in get_permission_panel_classes() for one in panel(instance=group).initial)
    return {NAME: sorted(lines(shown))}


def rights_wanted(group: Group, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the panels that were sent ask for; nothing where they cannot be read: the page then says so itself."""
    panels = [panel(data=data, instance=group) for panel in get_permission_panel_classes()]
    if not all(panel.is_valid() for panel in panels):
        return {}
    kept = (form.cleaned_data for panel in panels for form in panel.forms if form not in panel.deleted_forms)
    return {NAME: sorted(lines(kept))}


def lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """ "小蝌蚪 (3): change_page" of rows of {page or collection, permissions}."""
    for row in rows:
        place = row.get("page") or row.get("collection")
        if place is not None:
            yield from (f"{place} ({place.pk}): {right.codename}" for right in row["permissions"])
