"""A site that is lived in, and an empty one beside it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.factories.content import a_guide
from tests.factories.notes import a_note, a_product
from tests.factories.photos import a_photo
from tests.factories.threads import a_reply, a_thread
from tests.places import Place, empty_place, here


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Place]:
    place = here(tmp_path / "site")
    with place.taken():
        yield place


@pytest.fixture
def elsewhere(site: Place, tmp_path: Path) -> Iterator[Place]:
    with empty_place(tmp_path / "elsewhere") as place:
        yield place


@pytest.fixture
def life(site: Place, cast: Any, settle: Callable[[], int]) -> dict[str, str]:
    """Something of everything that is kept: rows, members' and editors' pictures, topics, notices. Pages that show it."""
    photo = a_photo(by=cast.alice, printed=True)
    thread = a_thread(
        by=cast.alice, title="宝宝几个月加辅食？", text="六个月，会坐了。 #第一口辅食#", photos=[photo.pk]
    )
    a_reply(by=cast.bob, thread=thread, text="看他准备好没有，😀 慢慢来。")
    note = a_note(by=cast.mei, product=a_product())
    guide = a_guide(by=cast.editor)
    settle()
    return {"thread": f"/t/{thread.pk}/", "note": f"/notes/{note.pk}/", "guide": guide.url, "home": "/"}
