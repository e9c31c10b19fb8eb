"""Reporting stands in the menu of a post, note or entry: no flag lies on a picture."""

from typing import Any

import pytest

from tests.factories.contests import a_contest, an_entry
from tests.factories.photos import a_photo
from tests.factories.threads import a_thread

MENU = '<details name="more">'


def pages(cast: Any, photos: list[Any]) -> dict[str, str]:
    """kind → address of Alice's page that shows these photos."""
    thread = a_thread(by=cast.alice, photos=photos)
    entry = an_entry(by=cast.alice, contest=a_contest(by=cast.editor), photos=photos)
    return {"note": entry.note.get_absolute_url(), "post": thread.get_absolute_url(), "entry": entry.get_absolute_url()}


@pytest.mark.django_db
def test_pictures_are_bare_and_the_menu_reports_each(cast: Any, client_of: Any) -> None:
    photos = [a_photo(by=cast.alice), a_photo(by=cast.alice)]
    for kind, address in pages(cast, photos).items():
        page = client_of(cast.bob).get(address).content.decode()
        frames = page.split('<div class="framed">')[1:]
        assert len(frames) == 2
        assert all("/moderation/flag/" not in frame.partition("</div>")[0] for frame in frames), kind
        menu = page.partition(MENU)[2].partition("</details>")[0]
        assert f"/moderation/flag/{kind}/" in menu
        for number, photo in enumerate(photos, start=1):
            assert f"/moderation/flag/photo/{photo.pk}/" in menu and f"举报第 {number} 张照片" in menu, kind


@pytest.mark.django_db
def test_who_made_it_and_who_is_not_signed_in_have_no_such_menu(cast: Any, client_of: Any) -> None:
    for address in pages(cast, [a_photo(by=cast.alice)]).values():
        for person in (cast.alice, cast.nobody):
            assert MENU not in client_of(person).get(address).content.decode()
