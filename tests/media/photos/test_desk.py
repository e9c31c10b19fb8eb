"""Editors send the same pictures as members, and what cannot be used is refused in a sentence at every door of the CMS."""

import io
import re
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from content.blocks.blocks import PictureBlock
from media import photos
from media.photos.actions.refusing import formats, taken
from media.photos.models import EditorialImage
from media.photos.rules import ACCEPT, EXTENSIONS, FORMATS, LEAST_PIECE, MOST_BYTES, MOST_PIECE, PIECE
from tests.factories.content import a_picture
from tests.factories.photos import a_file

pytestmark = pytest.mark.usefixtures("no_uploads", "db")


def cut_short(kind: str = "JPEG") -> SimpleUploadedFile:
    whole = a_file(width=400, height=300, kind=kind).read()
    return SimpleUploadedFile(f"cut.{kind.lower()}", whole[: len(whole) // 2])


def forty_megabytes() -> SimpleUploadedFile:
    return SimpleUploadedFile("large.jpg", a_file().read() + bytes(40_000_000))


def doors(client: Any, upload: Any) -> dict[str, tuple[int, str]]:
    """What each door of the CMS that takes a picture answers: status and words."""
    known = a_picture()
    asked = {
        "add": (reverse("wagtailimages:add"), {"title": "碗", "file": upload}),
        "many": (reverse("wagtailimages:add_multiple"), {"title": "碗", "files[]": upload}),
        "chooser": (reverse("wagtailimages_chooser:create"), {"image-chooser-upload-title": "碗", "image-chooser-upload-file": upload}),
        "change": (reverse("wagtailimages:edit", args=[known.pk]), {"title": "碗", "file": upload}),
    }  # fmt: skip
    said = {}
    for name, (address, fields) in asked.items():
        upload.seek(0)
        headers = {"x-requested-with": "XMLHttpRequest"} if name == "many" else {}
        answer = client.post(address, fields, headers=headers)
        said[name] = (
            answer.status_code,
            answer.content.decode("unicode_escape" if answer.content.startswith(b"{") else "utf-8"),
        )
    return said


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (cut_short, "这张图片打不开"),
        (lambda: cut_short("PNG"), "这张图片打不开"),
        (forty_megabytes, "超过 20 MB"),
        (lambda: SimpleUploadedFile("a.jpg", b"no picture"), "这种文件没法在这里显示"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(cast: Any, client_of: Any, made: Any, words: str) -> None:
    editor = client_of(cast.staff)
    for door, (status, said) in doors(editor, made()).items():
        assert status in (200, 422), door
        assert words in said, (door, said[:2000])
    assert EditorialImage.objects.count() == 1


def test_the_same_formats_as_members(cast: Any, client_of: Any) -> None:
    pictures = {kind: io.BytesIO() for kind in FORMATS}
    for kind, out in pictures.items():
        if kind == "HEIF":
            pillow_heif.from_pillow(Image.new("RGB", (64, 48), (200, 100, 50))).save(out)
        else:
            Image.new("RGB", (64, 48), (200, 100, 50)).save(out, kind)
    editor = client_of(cast.staff)
    for kind, out in pictures.items():
        for end in FORMATS[kind][1]:
            upload = SimpleUploadedFile(f"a.{end}", out.getvalue())
            answer = editor.post(reverse("wagtailimages:add"), {"title": end, "file": upload})
            assert answer.status_code == 302, (end, answer.content.decode()[:3000])
    made = list(EditorialImage.objects.all())
    assert len(made) == len(EXTENSIONS)
    assert all(one.get_rendition("width-40|format-webp").width == 40 for one in made)


def test_the_picker_offers_what_is_taken(cast: Any, client_of: Any) -> None:
    page = client_of(cast.alice).get("/en/notes/new/").content.decode()
    for said in (f'accept="{ACCEPT}"', f'data-bytes="{MOST_BYTES}"', f'data-piece="{PIECE}"', taken()):
        assert said in page
    assert LEAST_PIECE <= PIECE <= MOST_PIECE


def test_limits_and_formats_are_said_once() -> None:
    with override("en"):
        names = re.findall(r"[A-Za-z]+", formats().replace(" or ", " ").upper())
    assert sorted(names) == sorted(kind.replace("HEIF", "HEIC") for kind in FORMATS)
    assert once('say = "larger than 20 MB"') and once('accept="image/jpeg,image/png"') and once("MOST = 20_000_000")
    app = Path(photos.__file__).parent
    files = [one for end in ("py", "html", "js") for one in app.rglob(f"*.{end}") if "migrations" not in one.parts]
    assert len(files) > 20
    assert [one.name for one in files if one.name != "rules.py" and once(one.read_text(encoding="utf-8"))] == []


def once(text: str) -> bool:
    """Whether a limit or the list of formats stands in `text` as a literal."""
    return re.search(r"20[ _]?(?:MB|000[_]?000)|image/(?:png|heic|gif)", text) is not None


def test_a_picture_of_a_body_keeps_its_frame_and_its_words(cast: Any) -> None:
    out = io.BytesIO()
    Image.new("RGB", (400, 900), "#e3ecda").save(out, "PNG")
    image = EditorialImage.objects.create(
        title="growth-2.png", description="生长曲线", file=SimpleUploadedFile("tall.png", out.getvalue())
    )
    block = PictureBlock()
    html = block.render(block.to_python({"image": {"image": image.pk, "decorative": False, "alt_text": ""}}))
    assert 'width="400"' in html and 'height="900"' in html and 'alt="生长曲线"' in html
    html = block.render(block.to_python({"image": {"image": image.pk, "decorative": False, "alt_text": "两岁"}}))
    assert 'alt="两岁"' in html
    html = block.render(block.to_python({"image": {"image": image.pk, "decorative": True, "alt_text": ""}}))
    assert 'alt=""' in html


def test_the_field_says_that_it_is_the_alternative_text(cast: Any, client_of: Any) -> None:
    editor = client_of(cast.staff)
    page = editor.get(reverse("wagtailimages:edit", args=[a_picture().pk])).content.decode()
    assert "图片说明" in page and "介绍" not in page
