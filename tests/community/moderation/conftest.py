"""A kind of thing made for these tests; the real ones register likewise."""

import pytest

from community.moderation.actions import watch
from community.moderation.rules import KINDS, Subject


@pytest.fixture
def poems(cast):
    """A kind of thing: {id: [author id, hidden]}; hidden ones are for staff."""
    shelf = {"1": [cast.alice.pk, False], "2": [cast.bob.pk, True]}

    def describe(viewer, ids):
        return {
            one: Subject(f"诗 {one}", "<b>床前</b>", f"/~/people/{shelf[one][0]}/", shelf[one][0])
            for one in ids
            if one in shelf and (viewer.is_staff or not shelf[one][1])
        }

    def hide(*, by, id):  # noqa: A002
        shelf[id][1] = True

    def restore(*, by, id):  # noqa: A002
        shelf[id][1] = False

    watch("poem", describe=describe, hide=hide, restore=restore)
    yield shelf
    KINDS.pop("poem")
