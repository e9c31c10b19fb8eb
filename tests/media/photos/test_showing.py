"""The photo tag, hiding, and that no editor ever meets a member's picture."""

import io

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.files.images import ImageFile
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from modelsearch import index
from PIL import Image
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from community.profiles.actions import change_profile
from media.photos.actions import erase_everything_of, erase_forgotten, hide_photo, restore_photo
from media.photos.models import EditorialImage, Photo, PhotoRendition
from tadpole.errors import NotFound, Refused
from tests.factories.notes import a_note
from tests.factories.photos import a_file, a_photo
from tests.uploads import stored

pytestmark = pytest.mark.usefixtures("no_uploads")


def drawn(photo, viewer, **options) -> str:
    request = RequestFactory().get("/")
    request.user = viewer
    extra = " ".join(f'{key}="{value}"' for key, value in options.items())
    return Template("{% load photos %}{% photo photo " + extra + ' class="pic sq" %}').render(
        Context({"photo": photo, "request": request})
    )


def test_a_picture_in_three_formats_without_a_query(cast, django_assert_num_queries) -> None:
    photo, bob = a_photo(by=cast.alice, width=1500, height=1000), cast.bob
    with django_assert_num_queries(0):
        html = drawn(photo, bob)
    assert html.index('type="image/avif"') < html.index('type="image/webp"') < html.index("1280.jpg 1280w")
    for part in (
        'width="1500"',
        'height="1000"',
        'loading="lazy"',
        'src="data:image/webp;base64,',
        'class="photo pic sq"',
        'alt="',
    ):
        assert part in html
    assert drawn(None, cast.bob) == ""


def test_before_it_passed_its_owner_reads_why_and_others_see_a_blank(cast) -> None:
    photo = a_photo(by=cast.alice, passed=False)
    assert "photo-word" in drawn(photo, cast.alice) and "<picture>" in drawn(photo, cast.alice)
    for other in (cast.outsider, AnonymousUser()):
        assert "<picture>" not in drawn(photo, other)
        assert "data:image" not in drawn(photo, other)


def test_a_hidden_picture_is_its_owners_again_until_restored(cast, client_of) -> None:
    photo = a_photo(by=cast.alice, printed=True)
    a_note(by=cast.alice, photos=[photo])
    with pytest.raises(Refused):
        hide_photo(by=cast.outsider, photo_id=photo.pk)
    hide_photo(by=cast.staff, photo_id=str(photo.pk))
    assert client_of(cast.outsider).get(photo.address(320)).status_code == 404
    assert client_of(cast.alice).get(photo.address(320)).status_code == 200
    with pytest.raises(Refused):
        restore_photo(by=cast.alice, photo_id=photo.pk)
    restore_photo(by=cast.staff, photo_id=photo.pk)
    assert client_of(cast.outsider).get(photo.address(320)).status_code == 200
    with pytest.raises(NotFound):
        hide_photo(by=cast.staff, photo_id="nothing")


def test_members_pictures_are_unknown_to_editors(cast, client_of) -> None:
    photo = a_photo(by=cast.alice, printed=True)
    assert not admin.site.is_registered(Photo) and not admin.site.is_registered(PhotoRendition)
    assert not {Photo, PhotoRendition} & set(get_snippet_models())
    assert not issubclass(Photo, index.Indexed)
    chosen = {
        field.related_model
        for model in apps.get_models()
        if issubclass(model, Page)
        for field in model._meta.get_fields()
        if field.is_relation
    }
    assert not {Photo, PhotoRendition} & chosen
    editor = client_of(cast.staff)
    own = EditorialImage.objects.create(
        title="Duckling", file=ImageFile(io.BytesIO(a_file().read()), name="duckling.jpg")
    )
    for address in (
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose_results"),
    ):
        page = editor.get(address, follow=True)
        assert page.status_code == 200
        html = page.content.decode()
        assert own.title in html
        assert str(photo.pk) not in html and photo.file.name not in html
    assert reverse("wagtailimages:index").startswith("/cms/")
    assert EditorialImage.objects.count() == 1 and EditorialImage._meta.db_table != Photo._meta.db_table


def test_editorial_pictures_are_served_but_nothing_else_of_the_uploads(cast, client_of) -> None:
    photo = a_photo(by=cast.alice, printed=True)
    image = EditorialImage.objects.create(
        title="Duckling", file=ImageFile(io.BytesIO(a_file().read()), name="duckling.jpg")
    )
    rendition = image.get_rendition("width-40|format-webp")
    anybody = client_of(cast.nobody)
    assert anybody.get(rendition.url).status_code == 200
    assert anybody.get(f"/media/{image.file.name}").status_code == 404
    assert client_of(cast.editor).get(f"/media/{image.file.name}").status_code == 200
    for name in (
        photo.file.name,
        photo.renditions.first().file.name,
        f"images/../{photo.file.name}",
        "secret_key",
        "../secret_key",
    ):
        assert client_of(cast.staff).get(f"/media/{name}").status_code == 404


def test_an_editors_rendition_does_not_tell_where_it_was_taken(db) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Camera"
    Image.new("RGB", (80, 60)).save(out, "JPEG", exif=exif)
    image = EditorialImage.objects.create(title="Park", file=ImageFile(io.BytesIO(out.getvalue()), name="park.jpg"))
    for spec in ("width-40", "width-40|format-webp", "width-40|format-avif", "original"):
        with image.get_rendition(spec).file.open() as file, Image.open(file) as made:
            assert not made.getexif(), spec


def test_what_was_never_used_is_erased_with_its_files(cast) -> None:
    used, loose = a_photo(by=cast.alice, printed=True), a_photo(by=cast.alice, printed=True)
    change_profile(by=cast.alice, name="阿芷", bio="", avatar=used)
    assert erase_forgotten(before=timezone.now()) == 1
    assert list(Photo.objects.all()) == [used]
    assert not loose.file.storage.exists(loose.file.name)
    assert erase_everything_of(user_id=cast.alice.pk) == 1
    assert stored() == []


def test_a_picture_whose_file_is_gone_is_not_found(cast, client_of) -> None:
    photo = a_photo(by=cast.alice)
    photo.file.storage.delete(photo.file.name)
    assert client_of(cast.alice).get(photo.address(photo.width, "jpg")).status_code == 404
