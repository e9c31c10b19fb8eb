"""Every odd file there is ends as a clean picture or one clear sentence; no file kept knows where it was taken."""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops, ImageStat

from media.photos.actions import receive_photo
from media.photos.models import Photo, PhotoRendition
from tests.uploads import stored

MARKERS = (
    b"Exif\x00\x00",
    b"EXIF",
    b"eXIf",
    b"http://ns.adobe.com/xap",
    b"XMP ",
    b"x:xmpmeta",
    b"GPS",
    b"ICC_PROFILE",
    b"ICCP",
    b"iCCP",
    b"Photoshop 3.0",
    b"\xff\xfe\x00",
)
SENTENCES = ("This kind of file", "This picture", "This animation", "This file is empty")


pytestmark = pytest.mark.usefixtures("no_uploads")


def kept() -> list[tuple[str, bytes]]:
    """Name and bytes of everything stored for members' pictures."""
    names = [*Photo.objects.values_list("file", flat=True), *PhotoRendition.objects.values_list("file", flat=True)]
    return [(name, default_storage.open(name).read()) for name in names]


def gps_in(name: str) -> int:
    with default_storage.open(name) as file, Image.open(file) as image:
        return (
            len(image.getexif())
            + len(image.getexif().get_ifd(0x8825))
            + sum(key in image.info for key in ("exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp"))
        )


@pytest.mark.data
@pytest.mark.once(
    "tests/media/photos/test_odd_files.py::test_all_orientations_give_the_same_upright_picture",
    "tests/media/photos/test_s3.py::test_uploaded_made_smaller_shown_and_erased",
)
def test_every_odd_file_is_a_picture_or_a_clear_refusal(
    cast, client_of, settle, data_folder: Path, capsys, monkeypatch
) -> None:
    monkeypatch.setattr("media.photos.actions.receiving.keep_pace", lambda **_: None)
    client, ends = client_of(cast.alice), Counter()
    lines = (data_folder / "images" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    for one in map(json.loads, lines):
        path = data_folder / "images" / one["path"]
        answer = client.post(
            "/photos/",
            {"file": SimpleUploadedFile(path.name, path.read_bytes())},
            headers={"accept": "application/json", "x-language": "en"},
        )
        ends[answer.status_code] += 1
        if answer.status_code == 201:
            continue
        assert answer.status_code in {413, 422}, one
        assert answer.json()["error"].startswith(SENTENCES), one
    settle()
    accepted = ends[201]
    assert Photo.objects.filter(state="ready").count() == accepted
    files = kept()
    assert len(stored()) == len(files)
    bearing = [name for name, content in files if any(mark in content for mark in MARKERS) or gps_in(name)]
    with capsys.disabled():
        print(  # noqa: T201  the figures are the point
            f"\nodd pictures: {len(lines)} tried, {accepted} accepted, {sum(ends.values()) - accepted} refused {dict(ends)}; files kept {len(files)}, with metadata or GPS: {len(bearing)}"
        )
    assert len(lines) == sum(ends.values()) and bearing == []


@pytest.mark.data
def test_all_orientations_give_the_same_upright_picture(cast, data_folder: Path) -> None:
    pictures = []
    for path in sorted((data_folder / "images" / "orientation").glob("*.jpg")):
        photo = receive_photo(by=cast.alice, upload=SimpleUploadedFile(path.name, path.read_bytes()))
        assert (photo.width, photo.height) == (1200, 1800)
        with photo.file.open() as file:
            pictures.append((photo.phash, Image.open(file).convert("RGB").resize((120, 180))))
    assert len(pictures) == 9
    for phash, picture in pictures:
        assert max(ImageStat.Stat(ImageChops.difference(picture, pictures[0][1])).mean) < 6
        assert (int(phash, 16) ^ int(pictures[0][0], 16)).bit_count() <= 4
