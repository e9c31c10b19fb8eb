"""The decoder's process: limits before decoding, and a death in it is one refused picture."""

import io
import os
import signal
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from media.photos.actions import receive_photo
from media.photos.gateways import darkroom
from media.photos.gateways.darkroom import Darkroom, NotTaken
from media.photos.models import Photo
from tadpole.errors import Invalid, TooLarge
from tests.factories.photos import a_file

pytestmark = pytest.mark.usefixtures("no_uploads")


@pytest.fixture
def room():
    room = Darkroom(processes=1)
    yield room
    worker = room.places.get()
    if worker is not None:
        worker.end()


def written(folder: Path, content: bytes) -> str:
    path = folder / "came"
    path.write_bytes(content)
    return str(path)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is `width` × `height`."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(8_000, 8_000), (60_000, 60_000), (50_000_001, 1)])
def test_a_picture_bomb_is_refused_by_its_header(cast, size, monkeypatch) -> None:
    """The data behind the header is cut short: had it been decoded, it would be called damaged."""
    with pytest.raises(TooLarge) as refusal:
        receive_photo(by=cast.alice, upload=SimpleUploadedFile("a.png", bomb(*size)))
    assert "50" in str(refusal.value.sentence)
    assert not Photo.objects.exists()


def test_an_animation_keeps_its_frames_and_too_long_a_one_is_refused(room, tmp_path) -> None:
    def animation(frames: int) -> bytes:
        out = io.BytesIO()
        pictures = [Image.new("RGB", (20, 20), (n % 250, n // 250, 0)) for n in range(frames)]
        pictures[0].save(out, "GIF", save_all=True, append_images=pictures[1:], loop=0)
        return out.getvalue()

    facts = room.work("developed", source=written(tmp_path, animation(3)), target=str(tmp_path / "clean"))
    assert (facts["type"], facts["frames"]) == ("webp", 3)
    with pytest.raises(NotTaken, match="frames"):
        room.work("developed", source=written(tmp_path, animation(601)), target=str(tmp_path / "clean"))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_mode_come_out_in_srgb(room, tmp_path, mode) -> None:
    source = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    Image.new(mode, (40, 30)).save(source)
    facts = room.work("developed", source=str(source), target=str(tmp_path / "clean"))
    assert facts["type"] == ("webp" if mode in {"LA", "RGBA"} else "jpg")
    with Image.open(tmp_path / "clean") as clean:
        assert clean.mode == ("RGBA" if mode in {"LA", "RGBA"} else "RGB")
        assert clean.size == (40, 30)


def test_iphone_pictures_are_taken(room, tmp_path) -> None:
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), (200, 100, 50))).save(tmp_path / "a.heic")
    facts = room.work("developed", source=str(tmp_path / "a.heic"), target=str(tmp_path / "clean"))
    assert (facts["type"], facts["width"], facts["height"]) == ("jpg", 64, 48)


def test_a_wide_picture_is_brought_to_4096(room, tmp_path) -> None:
    Image.new("RGB", (6000, 3000)).save(tmp_path / "a.jpg")
    facts = room.work("developed", source=str(tmp_path / "a.jpg"), target=str(tmp_path / "clean"))
    assert (facts["width"], facts["height"]) == (4096, 2048)


def test_fifty_megapixels_with_alpha_fit_into_the_processs_memory(room, tmp_path) -> None:
    Image.new("RGBA", (10_000, 5_000), (9, 9, 9, 100)).save(tmp_path / "a.png", compress_level=1)
    assert room.work("developed", source=str(tmp_path / "a.png"), target=str(tmp_path / "clean"))["width"] == 4096


def test_a_decoder_that_dies_costs_one_picture_and_the_next_try_works(cast, monkeypatch, room) -> None:
    monkeypatch.setattr(darkroom, "DARKROOM", room)
    receive_photo(by=cast.alice, upload=a_file())
    worker = room.places.get()
    room.places.put(worker)
    asked = worker.ask

    def dies(job: str):
        os.kill(worker.process.pid, signal.SIGSEGV)
        return asked(job)

    monkeypatch.setattr(worker, "ask", dies)
    with pytest.raises(Invalid) as refusal:
        receive_photo(by=cast.alice, upload=a_file())
    assert str(refusal.value.sentence)
    assert Photo.objects.count() == 1
    receive_photo(by=cast.alice, upload=a_file())
    assert Photo.objects.count() == 2


def test_a_decoder_that_hangs_is_stopped(monkeypatch, room, tmp_path) -> None:
    room.work("developed", source=written(tmp_path, a_file().read()), target=str(tmp_path / "clean"))
    monkeypatch.setattr(darkroom, "SECONDS", 0.2)
    worker = room.places.get()
    room.places.put(worker)
    os.kill(worker.process.pid, signal.SIGSTOP)
    with pytest.raises(NotTaken, match="crashed"):
        room.work("developed", source=written(tmp_path, a_file().read()), target=str(tmp_path / "clean"))
    monkeypatch.setattr(darkroom, "SECONDS", 30.0)
    assert (
        room.work("developed", source=written(tmp_path, a_file().read()), target=str(tmp_path / "clean"))["type"]
        == "jpg"
    )


def test_many_threads_share_two_processes(tmp_path) -> None:
    room = Darkroom(processes=2)
    source = written(tmp_path, a_file(width=300, height=200).read())
    with ThreadPoolExecutor(8) as pool:
        done = list(
            pool.map(lambda n: room.work("developed", source=source, target=str(tmp_path / f"clean{n}")), range(24))
        )
    assert {one["width"] for one in done} == {300}
    for worker in [room.places.get() for _ in range(2)]:
        if worker is not None:
            worker.end()
