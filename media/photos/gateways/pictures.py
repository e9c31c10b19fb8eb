"""From the bytes that came to a clean picture. Runs in the decoder's process only."""

import base64
import io
import time
import warnings
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from media.photos.rules import (
    FASTEST_MS,
    FORMATS,
    LEAST_SIDE,
    LONGEST_WEBP,
    MOST_FRAMES,
    MOST_MOVING_BYTES,
    MOST_PIXELS,
    SLOWEST_MS,
    height_at,
    kept_size,
    moving_size,
)

pillow_heif.register_heif_opener(thumbnails=False)

TAKEN = tuple(FORMATS)
MOVING = {"GIF", "WEBP", "PNG", "AVIF"}
"""Formats whose frames are an animation; those of HEIF are pictures beside each other."""
SECONDS_FOR_FRAMES = 8.0
SRGB = ImageCms.createProfile("sRGB")
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
warnings.simplefilter("error", Image.DecompressionBombError)  # type: ignore[arg-type]


class NotTaken(Exception):
    """Why a file is refused: type, pixels, frames, small or damaged."""


def developed(source: str, target: str) -> dict[str, Any]:
    """Write a clean picture made from the file `source` to `target` and tell what it is; raises NotTaken.

    Clean: upright, sRGB, of `kept_size`, pixels and nothing else. An animation is a WebP with its frames, smaller.
    """
    try:
        with opened(source) as image:
            refuse_by_header(image)
            if image.format in MOVING and getattr(image, "n_frames", 1) > 1:
                frames, lasting = frames_only(image)
            else:
                image.draft("RGB", kept_size(*image.size) if upright(image) else kept_size(*image.size[::-1])[::-1])
                image.load()
                frames, lasting = [pixels_only(image)], [0]
            loop = int(image.info.get("loop", 1))
    except NotTaken:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise NotTaken("pixels") from None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  decoders raise anything
        raise NotTaken("damaged") from None
    clean = frames[0]
    kind = saved_moving(frames, lasting, loop, target) if len(frames) > 1 else saved(clean, target)
    return {
        "frames": len(frames),
        "type": kind,
        "width": clean.width,
        "height": clean.height,
        "placeholder": placeholder(clean),
        "phash": dhash(clean),
    }


def opened(source: str) -> Image.Image:
    """The picture with its header read; formats that are not taken are not even tried."""
    try:
        return Image.open(source, formats=TAKEN)
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


def upright(image: Image.Image) -> bool:
    """Whether its width is its width: the camera did not lie on its side."""
    return image.getexif().get(0x0112, 1) < 5


def pixels_only(image: Image.Image, size: tuple[int, int] | None = None) -> Image.Image:
    """Upright, in sRGB, of `size` or its `kept_size`, in a new image that has never had metadata."""
    coloured = in_srgb(ImageOps.exif_transpose(image))
    wanted = size or kept_size(*coloured.size)
    if coloured.size != wanted:
        coloured = coloured.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=2.0)
    fresh = Image.new(coloured.mode, coloured.size)
    fresh.paste(coloured)
    return fresh


def frames_only(image: Image.Image) -> tuple[list[Image.Image], list[int]]:
    """The frames of an animation, all of one size and mode, and how many milliseconds each stands.

    What can be read of a damaged one. Raises NotTaken for one that is too long to be kept.
    """
    size = moving_size(*image.size, frames=image.n_frames)  # type: ignore[attr-defined]
    if size is None:
        raise NotTaken("frames")
    until, frames, lasting = time.process_time() + SECONDS_FOR_FRAMES, [], []
    try:
        for frame in ImageSequence.Iterator(image):
            frames.append(pixels_only(frame, size))
            lasting.append(min(SLOWEST_MS, max(FASTEST_MS, int(frame.info.get("duration") or 100))))
            if time.process_time() > until:
                raise NotTaken("frames")
    except (OSError, SyntaxError, ValueError, EOFError):
        if not frames:
            raise
    if any(frame.mode == "RGBA" for frame in frames):
        frames = [frame.convert("RGBA") for frame in frames]
    return frames, lasting


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
    if image.mode == "RGBA" and image.height <= LONGEST_WEBP:
        image.save(target, "WEBP", quality=90, method=4)
        return "webp"
    on_white(image).save(target, "JPEG", quality=88)
    return "jpg"


def saved_moving(frames: list[Image.Image], lasting: list[int], loop: int, target: str) -> str:
    """Write an animated WebP; coarser when it would be too large, and NotTaken when that does not help."""
    for quality in (70, 40):
        frames[0].save(
            target,
            "WEBP",
            save_all=True,
            append_images=frames[1:],
            duration=lasting,
            loop=loop,
            quality=quality,
            method=2,
        )
        if Path(target).stat().st_size <= MOST_MOVING_BYTES:
            return "webp"
    raise NotTaken("frames")


def on_white(image: Image.Image) -> Image.Image:
    """What is seen through is white."""
    if image.mode != "RGBA":
        return image
    flat = Image.new("RGB", image.size, (255, 255, 255))
    flat.paste(image, mask=image.getchannel("A"))
    return flat


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
    with Image.open(source, formats=TAKEN) as original:
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
        on_white(image).save(path, "JPEG", quality=80, optimize=True, progressive=True)
