"""Whatever shows photos lets go of them, and what nothing shows is erased after two days, with its files."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.notes.actions import delete_note, edit_note
from community.profiles.actions import change_profile
from community.threads.actions import delete_post, edit_post
from media.photos.actions import erase_forgotten
from media.photos.models import Photo, relations
from media.photos.tasks import FORGOTTEN_AFTER
from tests.factories.notes import a_note
from tests.factories.photos import a_photo
from tests.factories.threads import a_reply, a_thread
from tests.uploads import stored

pytestmark = pytest.mark.usefixtures("no_uploads", "db")
LetGo = Callable[[Any, Photo], Callable[[], Any]]


def sweep(*, hours: float = 0) -> int:
    """The clock's look at the photos, so many hours from now."""
    now = timezone.now() + timedelta(hours=hours)
    return erase_forgotten(before=now - FORGOTTEN_AFTER, now=now)


def deleted_note(cast: Any, photo: Photo) -> Callable[[], Any]:
    note = a_note(by=cast.alice, photos=[photo])
    return lambda: delete_note(by=cast.alice, note=note)


def edited_note(cast: Any, photo: Photo) -> Callable[[], Any]:
    other = a_photo(by=cast.alice)
    note = a_note(by=cast.alice, photos=[photo, other])
    return lambda: edit_note(by=cast.alice, note=note, title=note.title, text=note.text, photos=[other])


def deleted_post(cast: Any, photo: Photo) -> Callable[[], Any]:
    post = a_reply(by=cast.alice, thread=a_thread(by=cast.bob), photos=[photo])
    return lambda: delete_post(by=cast.alice, post=post)


def edited_post(cast: Any, photo: Photo) -> Callable[[], Any]:
    post = a_reply(by=cast.alice, thread=a_thread(by=cast.bob), photos=[photo])
    return lambda: edit_post(by=cast.alice, post=post, text="只留字")


def other_avatar(cast: Any, photo: Photo) -> Callable[[], Any]:
    change_profile(by=cast.alice, name="阿芷", avatar=photo)
    return lambda: change_profile(by=cast.alice, name="阿芷")


@pytest.mark.parametrize("way", [deleted_note, edited_note, deleted_post, edited_post, other_avatar])
def test_let_go_then_erased_two_days_later(cast: Any, way: LetGo) -> None:
    photo = a_photo(by=cast.alice, printed=True)
    files = {photo.file.name, *(one.file.name for one in photo.renditions.all())}
    let_go = way(cast, photo)
    sweep(hours=24 * 400)
    assert Photo.objects.filter(pk=photo.pk).exists(), "it is shown, however long"
    let_go()
    sweep(hours=24 * 400)
    sweep(hours=24 * 400 + 47)
    assert Photo.objects.filter(pk=photo.pk).exists(), "somebody may have it in an open form"
    assert sweep(hours=24 * 400 + 49) == 1
    assert not Photo.objects.filter(pk=photo.pk).exists() and not files & set(stored())


def test_what_is_taken_up_again_in_time_stays(cast: Any) -> None:
    photo = a_photo(by=cast.alice)
    note = a_note(by=cast.alice, photos=[photo])
    sweep()
    delete_note(by=cast.alice, note=note)
    sweep(hours=1)
    a_thread(by=cast.alice, photos=[photo])
    assert [sweep(hours=hours) for hours in (60, 120)] == [0, 0]
    assert Photo.objects.get().unused_since is None


def test_a_picture_in_an_open_form_is_not_erased_for_two_days(cast: Any) -> None:
    a_photo(by=cast.alice)
    assert [sweep(hours=hours) for hours in (6, 47)] == [0, 0]
    assert sweep(hours=49) == 1


def test_many_are_erased_in_one_look(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("media.photos.actions.erasing.AT_ONCE", 2)
    for _n in range(5):
        a_photo(by=cast.alice)
    kept = a_photo(by=cast.alice)
    a_note(by=cast.alice, photos=[kept])
    assert sweep(hours=49) == 5
    assert list(Photo.objects.all()) == [kept]


def test_the_sweep_asks_every_relation() -> None:
    asked = str(Photo.objects.unused().query)
    tables = {one.related_model._meta.db_table for one in relations()}
    assert len(tables) == 3 and all(f'"{table}"' in asked for table in tables)
