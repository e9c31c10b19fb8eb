"""What one picture costs: the decoder's process cold and warm, a phone's photograph, its nine sizes; beside raw Pillow in this process."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from media.photos.gateways.darkroom import Darkroom
from media.photos.rules import TYPES, WIDTHS

pytestmark = pytest.mark.bench


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_a_phones_photograph(tmp_path: Path) -> None:
    source, clean = tmp_path / "a.jpg", tmp_path / "clean"
    noise = Image.effect_noise((1000, 750), 60).resize((4000, 3000), Image.Resampling.BICUBIC)
    Image.merge(
        "RGB",
        [noise, noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT), Image.linear_gradient("L").resize((4000, 3000))],
    ).save(source, quality=92)
    small = tmp_path / "small.jpg"
    Image.new("RGB", (64, 64)).save(small)
    room = Darkroom(processes=1)

    def develop(path: Path) -> object:
        return room.work("developed", source=str(path), target=str(clean))

    cold, warm = seconds(lambda: develop(small)), seconds(lambda: develop(small))
    developed = seconds(lambda: develop(source))
    wanted = [(width, kind) for width in WIDTHS for kind in TYPES]
    printed = seconds(lambda: room.work("printed", source=str(clean), folder=str(tmp_path), wanted=wanted))
    raw = seconds(lambda: Image.open(source).convert("RGB").save(tmp_path / "raw.jpg", quality=88))
    sizes = {kind: sum((tmp_path / f"{width}.{kind}").stat().st_size for width in WIDTHS) // 1024 for kind in TYPES}
    print(
        f"\ndecoder cold {cold:.2f} s, warm {warm * 1000:.0f} ms; 12 MP ({source.stat().st_size / 1e6:.1f} MB): clean copy {developed:.2f} s = {developed / raw:.1f} × raw Pillow, nine sizes {printed:.2f} s, KB {sizes}"
    )
    worker = room.places.get()
    if worker is not None:
        worker.end()
