"""The editors' pictures, and members' photos, which all come in before anybody writes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from media.photos.actions import receive_photo
from media.photos.models import EditorialImage, Photo
from tadpole.config.seeding.ground import DEMO, Ground, demo

AVATAR, PHOTO = 320, 960
"""Longest sides in pixels: what a phone would send, and what the worker behind has drawn in a minute or two."""
Wanted = tuple[str, str, int, str, int]


@cache
def shrunk(name: str, side: int) -> bytes:
    """The picture as a WebP file whose longest side is `side`."""
    with Image.open(DEMO / "pictures" / f"{name}.webp") as picture:
        picture.thumbnail((side, side))
        buffer = BytesIO()
        picture.save(buffer, "WEBP", quality=88)
    return buffer.getvalue()


def wanted_photos() -> Iterator[Wanted]:
    """(owner, use, place, picture, longest side) of every photo of a member."""
    for person in [*demo("members", "editors"), *demo("members")]:
        yield person["name"], "avatar", 0, person["avatar"], AVATAR
    for number, thread in enumerate(demo("threads")):
        for place, picture in enumerate(thread["pictures"]):
            yield thread["author"], f"thread-{number}", place, picture, PHOTO
    for note in demo("notes"):
        for place, picture in enumerate(note["pictures"]):
            yield note["author"], note["key"], place, picture, PHOTO


def take_in_photos(ground: Ground) -> None:
    """Two at a time, as many as the darkroom has places; outside any transaction."""

    def received(one: Wanted) -> tuple[Wanted, Photo]:
        owner, _use, _place, picture, side = one
        upload = SimpleUploadedFile(f"{picture}.webp", shrunk(picture, side), content_type="image/webp")
        try:
            return one, receive_photo(by=ground.people[owner], upload=upload)
        finally:
            connection.close()

    wanted = [one for one in wanted_photos() if one[3]]
    with ThreadPoolExecutor(2) as both:
        for one, photo in ground.shown(both.map(received, wanted), "photos", len(wanted)):
            ground.photos[one[:3]] = photo


def photos_of(ground: Ground, owner: str, use: str, how_many: int) -> list[Photo]:
    """The photos taken in for that use, in their order."""
    return [ground.photos[owner, use, place] for place in range(how_many)]


def hang_editorial_pictures(ground: Ground) -> None:
    """The editors' library; a picture's alternative text is what the first page that shows it says of it."""
    editor = ground.people["顾青禾"]
    words = alternative_texts()
    for path in ground.shown(sorted((DEMO / "pictures").glob("*.webp")), "editors' pictures"):
        with Image.open(path) as picture:
            width, height = picture.size
        name = path.stem
        ground.pictures[name] = EditorialImage.objects.create(
            title=words.get(name) or name,
            description=words.get(name, ""),
            file=ContentFile(path.read_bytes(), path.name),
            width=width,
            height=height,
            uploaded_by_user=editor,
        )


def alternative_texts() -> dict[str, str]:
    """{picture: words} from the bodies of guides and reviews."""
    pages = [*demo("guides"), *demo("reviews")]
    images = [block for page in pages for block in page["body"] if block["type"] == "image"]
    return {one["picture"]: one["alt"] for one in reversed(images)}
