"""Long screenshots stay readable, and an animation goes on moving."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from media.photos.actions import make_renditions, receive_photo, screen_photo
from media.photos.models import Photo
from media.photos.rules import LONGEST_JPEG, kept_size, moving_size, sizes_of
from tadpole.errors import Invalid, TooLarge
from tests.factories.notes import a_note

pytestmark = pytest.mark.usefixtures("no_uploads", "db")


def a_screenshot(width: int, height: int) -> SimpleUploadedFile:
    """A long page of numbered lines in letters of 36 pixels, one every 60."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    for top in range(0, height, 60):
        pen.text((20, top + 10), f"{top // 60}", fill="black", font_size=36)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return SimpleUploadedFile("long.png", out.getvalue())


def an_animation(frames: int = 10, size: tuple[int, int] = (200, 200), kind: str = "GIF", **how: Any) -> bytes:
    pictures = []
    for number in range(frames):
        picture = Image.new("RGB", size, "white")
        left = number * 12 % size[0]
        colour = (number % 250, number // 250, 90)
        ImageDraw.Draw(picture).rectangle((left, size[1] // 5, left + size[0] // 3, size[1] // 2), fill=colour)
        pictures.append(picture)
    out = io.BytesIO()
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:], **{"duration": 80, "loop": 0, **how})
    return out.getvalue()


def shown(photo: Photo) -> Photo:
    """Passed, in all its sizes, on a note of its owner's."""
    screen_photo(photo_id=str(photo.pk))
    make_renditions(photo_id=str(photo.pk))
    a_note(by=photo.owner, photos=[photo])
    return Photo.objects.get(pk=photo.pk)


def opened(client: Any, address: str) -> Image.Image:
    answer = client.get(address)
    assert answer.status_code == 200
    return Image.open(io.BytesIO(answer.content))


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ((990, 11490), (990, 11490)),
        ((1170, 24000), (1170, 24000)),
        ((1280, 39062), (1280, 39062)),
        ((6000, 3000), (4096, 2048)),
        ((3000, 16000), (1773, 9456)),
        ((2000, 25000), (1280, 16000)),
        ((8160, 6120), (4096, 3072)),
        ((16, 3_000_000), (1, LONGEST_JPEG)),
    ],
)
def test_the_number_of_pixels_decides_and_not_the_longer_side(came: tuple[int, int], kept: tuple[int, int]) -> None:
    width, height = kept_size(*came)
    assert width == kept[0] and abs(height - kept[1]) <= 12 and height <= LONGEST_JPEG


def test_a_long_screenshot_keeps_its_width_also_in_its_sizes(cast: Any, client_of: Any) -> None:
    photo = shown(receive_photo(by=cast.alice, upload=a_screenshot(990, 11490)))
    assert (photo.width, photo.height) == (990, 11490)
    assert photo.widths == [320, 640, 990]
    reader = client_of(cast.nobody)
    assert opened(reader, photo.largest).size == (990, 11490)
    assert opened(reader, photo.address(320)).size == (320, 3714)
    assert photo.address(990).endswith("990.jpg"), "too many pixels for the slow formats"
    page = reader.get(f"/notes/{photo.owner.notes.get().pk}/").content.decode()
    folded = page.partition('class="unfold"')[2].partition("</details>")[0]
    assert "看整张图" in folded and f"{photo.pk}/990.jpg 990w" in folded


def test_a_picture_of_usual_shape_is_not_folded(cast: Any, client_of: Any) -> None:
    photo = shown(receive_photo(by=cast.alice, upload=a_screenshot(200, 480)))
    page = client_of(cast.nobody).get(f"/notes/{photo.owner.notes.get().pk}/").content.decode()
    assert 'class="unfold"' not in page and 'class="pic-link"' in page


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_goes_on_moving(cast: Any, client_of: Any, kind: str) -> None:
    upload = SimpleUploadedFile("anim", an_animation(kind=kind, **({"comment": b"GPS 22.28"} if kind == "GIF" else {})))
    photo = shown(receive_photo(by=cast.alice, upload=upload))
    assert (photo.width, photo.height, photo.frames) == (200, 200, 10)
    reader = client_of(cast.nobody)
    moving = opened(reader, photo.moving)
    assert (moving.format, moving.n_frames, moving.info["loop"]) == ("WEBP", 10, 0)
    moving.seek(5)
    moving.load()
    assert moving.info["duration"] == 80 and b"GPS" not in reader.get(photo.moving).content
    still = opened(reader, photo.address(320))
    assert getattr(still, "n_frames", 1) == 1, "in lists it stands still"
    page = reader.get(f"/notes/{photo.owner.notes.get().pk}/").content.decode()
    folded = page.partition('<details class="moves">')[2].partition("</details>")[0]
    still_one, _end, behind = folded.partition("</summary>")
    assert photo.moving not in still_one and photo.address(640, "jpg") in still_one, "it does not begin by itself"
    assert behind.count(photo.moving) == page.count(photo.moving) == 1, "it moves, and stops, for who opens it"
    assert reader.get(photo.moving)["Cache-Control"] == "private, max-age=300"


def test_an_animation_as_an_avatar_stands_still(cast: Any, client_of: Any) -> None:
    from community.profiles.actions import change_profile

    photo = shown(receive_photo(by=cast.alice, upload=SimpleUploadedFile("a.gif", an_animation())))
    profile = change_profile(by=cast.alice, name="阿芷", avatar=photo)
    assert profile.avatar_url.endswith(".jpg")


def test_an_animation_is_bounded() -> None:
    assert moving_size(200, 200, 10) == (200, 200)
    assert moving_size(1920, 1080, 60) == (640, 360)
    width, height = moving_size(640, 480, 300) or (0, 0)
    assert width * height * 300 <= 30_300_000 and width >= 120
    assert moving_size(4000, 4000, 600) is not None and moving_size(300, 3000, 600) is None


def test_too_long_an_animation_is_refused_in_a_sentence(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLarge) as refusal:
        receive_photo(by=cast.alice, upload=SimpleUploadedFile("a.gif", an_animation(601, (20, 20))))
    assert "动图" in str(refusal.value.sentence)
    assert not Photo.objects.exists()


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_damaged_animation_is_what_can_be_read_of_it_or_a_sentence(cast: Any, part: float) -> None:
    whole = an_animation(30)
    try:
        photo = receive_photo(by=cast.alice, upload=SimpleUploadedFile("a.gif", whole[: int(len(whole) * part)]))
    except Invalid as refusal:
        assert str(refusal.sentence)
    else:
        assert 1 <= photo.frames < 30


def test_nothing_is_made_that_its_format_cannot_be() -> None:
    assert set(sizes_of(100, 20_000)) == {(100, "jpg")}
    assert {kind for width, kind in sizes_of(1280, 1600) if width == 640} == {"avif", "webp", "jpg"}
    assert {kind for _width, kind in sizes_of(400, 300, moving=True)} == {"avif", "jpg"}


@pytest.mark.data
def test_the_animation_and_every_odd_picture_that_people_sent(cast: Any, data_folder: Any) -> None:
    came = (data_folder / "cases" / "anim.gif").read_bytes()
    assert receive_photo(by=cast.alice, upload=SimpleUploadedFile("anim.gif", came)).frames == 10
