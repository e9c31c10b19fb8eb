"""What is taken and why something is not: one sentence each, said in the same words by pages, doors for members and the CMS.

The numbers and formats in them are those of `media.photos.rules`.
"""

from django.utils.translation import gettext as _

from media.photos import rules
from tadpole.errors import Invalid, Refused, TooLarge


def taken() -> str:
    """What may be sent, for a hint beside a field."""
    sentence = _("%(formats)s, up to %(megabytes)d MB each. Place and camera data are removed.")
    return sentence % {"formats": formats(), "megabytes": rules.MOST_BYTES // 1_000_000}


def formats() -> str:
    """The names of `rules.FORMATS` as people say them."""
    return _("JPEG, PNG, WebP, AVIF, HEIC or GIF")


def refusal(reason: str) -> Refused:
    """Why a file is not taken: bytes, or what the darkroom says of it (`gateways.darkroom.NotTaken`)."""
    if reason == "bytes":
        sentence = _("This picture is larger than %(megabytes)d MB. Please choose a smaller one.")
        return TooLarge(sentence % {"megabytes": rules.MOST_BYTES // 1_000_000}, field="photos")
    if reason == "type":
        sentence = _("This kind of file cannot be shown here. Please choose a picture: %(formats)s.")
        return Invalid(sentence % {"formats": formats()}, field="photos")
    if reason in {"pixels", "memory"}:
        sentence = _("This picture has more than %(megapixels)d megapixels. Please choose a smaller one.")
        return TooLarge(sentence % {"megapixels": rules.MOST_PIXELS // 1_000_000}, field="photos")
    if reason == "frames":
        return TooLarge(
            _("This animation is too long. Please choose a shorter one, or a still picture."), field="photos"
        )
    if reason == "small":
        sentence = _("This picture is too small to see anything. It must be at least %(least)d pixels on each side.")
        return Invalid(sentence % {"least": rules.LEAST_SIDE}, field="photos")
    return Invalid(
        _("This picture could not be opened; the file may be damaged. Please try again or choose another one."),
        field="photos",
    )
