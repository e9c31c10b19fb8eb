"""Pictures of members, made by the actions themselves."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from media.photos.actions import make_renditions, receive_photo, screen_photo
from media.photos.models import Photo
from tadpole.accounts.models import User


def a_file(
    *,
    width: int = 64,
    height: int = 48,
    colour: tuple[int, int, int] = (90, 150, 110),
    name: str = "duck.jpg",
    kind: str = "JPEG",
) -> SimpleUploadedFile:
    """A small picture with a slope of light in it, as a browser would send it."""
    image = Image.linear_gradient("L").resize((width, height)).rotate(90)
    coloured = Image.merge("RGB", [image.point(lambda value, most=most: value * most // 255) for most in colour])
    out = io.BytesIO()
    coloured.save(out, kind)
    return SimpleUploadedFile(name, out.getvalue(), content_type=f"image/{kind.lower()}")


def a_photo(*, by: User, passed: bool = True, printed: bool = False, width: int = 64, height: int = 48) -> Photo:
    """A picture of `by`; `passed`: others may see it; `printed`: all its sizes are made."""
    photo = receive_photo(by=by, upload=a_file(width=width, height=height))
    if passed:
        screen_photo(photo_id=str(photo.pk))
    if printed:
        make_renditions(photo_id=str(photo.pk))
    photo.refresh_from_db()
    return photo
