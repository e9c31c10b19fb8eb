"""From the bytes that came to a clean picture. Runs in the decoder's process only."""

import base64
import io
import warnings
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from media.photos.rules import LEAST_SIDE, LONGEST_SIDE, MOST_FRAMES, MOST_PIXELS, height_at

pillow_heif.register_heif_opener(thumbnails=False)

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF")
SRGB = ImageCms.createProfile("sRGB")
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
warnings.simplefilter("error", Image.DecompressionBombError)  # type: ignore[arg-type]


class NotTaken(Exception):
    """Why a file is refused: type, pixels, frames, small or damaged."""


def developed(source: str, target: str) -> dict[str, Any]:
    """Write a clean picture made from the file `source` to `target` and tell what it is; raises NotTaken.

    Clean: upright, sRGB, first frame only, at most LONGEST_SIDE pixels long, pixels and nothing else.
    """
    try:
        with opened(source) as image:
            refuse_by_header(image)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            image.seek(0)
            image.load()
            clean = pixels_only(image)
    except NotTaken:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise NotTaken("pixels") from None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  decoders raise anything
        raise NotTaken("damaged") from None
    kind = saved(clean, target)
    return {
        "type": kind,
        "width": clean.width,
        "height": clean.height,
        "placeholder": placeholder(clean),
        "phash": dhash(clean),
    }


def opened(source: str) -> Image.Image:
    """The picture with its header read; formats that are not taken are not even tried."""
    try:
        return Image.open(source, formats=FORMATS)
    except UnidentifiedImageError:
        raise NotTaken("damaged" if begins_like_ours(source) else "type") from None


def begins_like_ours(source: str) -> bool:
    """Whether a file that does not open begins as one of the formats that are taken."""
    with Path(source).open("rb") as file:
        head = file.read(16)
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8")
    return (
        head.startswith(starts)
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or head[4:12] in {b"ftypavif", b"ftypheic", b"ftypmif1"}
    )


def refuse_by_header(image: Image.Image) -> None:
    """The limits that are known before a pixel is decoded."""
    if image.width * image.height > MOST_PIXELS:
        raise NotTaken("pixels")
    if min(image.size) < LEAST_SIDE:
        raise NotTaken("small")
    if getattr(image, "n_frames", 1) > MOST_FRAMES:
        raise NotTaken("frames")


def pixels_only(image: Image.Image) -> Image.Image:
    """Upright, in sRGB, not too long, in a new image that has never had metadata."""
    upright = ImageOps.exif_transpose(image)
    coloured = in_srgb(upright)
    coloured.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if min(coloured.size) < 1:
        raise NotTaken("small")
    fresh = Image.new(coloured.mode, coloured.size)
    fresh.paste(coloured)
    return fresh


def in_srgb(image: Image.Image) -> Image.Image:
    """RGB, or RGBA when something shows through; colours as the picture's own profile means them."""
    seen_through = "A" in image.getbands() or "transparency" in image.info
    profile, wanted = image.info.get("icc_profile"), "RGBA" if seen_through else "RGB"
    alpha = image.convert("RGBA").getchannel("A") if seen_through else None
    if alpha is not None and alpha.getextrema() == (255, 255):
        alpha, wanted = None, "RGB"
    flat = image if image.mode in {"RGB", "CMYK", "L"} else deep(image).convert("RGB")
    if profile and flat.mode in {"RGB", "CMYK", "L"}:
        try:
            known = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            flat = ImageCms.profileToProfile(flat, known, SRGB, outputMode="RGB") or flat
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile nobody can read means the colours are what they seem
    flat = flat.convert("RGB")
    if alpha is not None:
        flat.putalpha(alpha)
    return flat.convert(wanted)


def deep(image: Image.Image) -> Image.Image:
    """16-bit grey brought down to 8 bits; others as they are."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image


def saved(image: Image.Image, target: str) -> str:
    """Write JPEG, or WebP for what is seen through; returns the key of rules.TYPES."""
    if image.mode == "RGBA":
        image.save(target, "WEBP", quality=90, method=4)
        return "webp"
    image.save(target, "JPEG", quality=88)
    return "jpg"


def placeholder(image: Image.Image) -> str:
    """A data: address of a WebP at most 16 pixels long, to show until the picture is there."""
    tiny = image.copy()
    tiny.thumbnail((16, 16))
    out = io.BytesIO()
    tiny.save(out, "WEBP", quality=30, method=6)
    return "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode()


def dhash(image: Image.Image) -> str:
    """64 bits in hexadecimal: whether each of 8 × 8 places is lighter than its right neighbour."""
    grey = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS, reducing_gap=2.0)
    light = grey.tobytes()
    bits = [light[row * 9 + column] > light[row * 9 + column + 1] for row in range(8) for column in range(8)]
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"


def printed(source: str, folder: str, wanted: list[tuple[int, str]]) -> dict[str, Any]:
    """Write each (width, type) of `wanted` into `folder`; returns the paths in the same order."""
    widths = sorted({width for width, _ in wanted}, reverse=True)
    with Image.open(source, formats=FORMATS) as original:
        shape = original.size
        original.draft("RGB", (widths[0], height_at(widths[0], of=shape)))
        original.load()
        larger: Image.Image = original.copy()
    sizes: dict[int, Image.Image] = {}
    for width in widths:  # each from the next larger: a twentieth of the work of starting from the original
        larger = larger.resize((width, height_at(width, of=shape)), Image.Resampling.LANCZOS, reducing_gap=2.0)
        sizes[width] = larger
    paths = []
    for width, kind in wanted:
        path = Path(folder) / f"{width}.{kind}"
        encode(sizes[width], str(path), kind)
        paths.append(str(path))
    return {"paths": paths}


def encode(image: Image.Image, path: str, kind: str) -> None:
    if kind == "avif":
        image.save(path, "AVIF", quality=62, speed=8, max_threads=1)
    elif kind == "webp":
        image.save(path, "WEBP", quality=78, method=4)
    else:
        flat = image
        if image.mode == "RGBA":
            flat = Image.new("RGB", image.size, (255, 255, 255))
            flat.paste(image, mask=image.getchannel("A"))
        flat.save(path, "JPEG", quality=80, optimize=True, progressive=True)
