"""A photo is as private as what shows it, and by its address too: the stranger who kept the address is refused at once."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from community.moderation.actions import hide, restore
from community.moderation.rules import Ref
from community.notes.actions import delete_note, edit_note
from community.profiles.actions import change_profile
from community.threads.actions import delete_post, edit_post
from media.photos.checks import every_relation_says_who_sees_it
from media.photos.models import PLACES, EditorialImage, Photo
from tests.factories.content import a_guide
from tests.factories.notes import a_note, a_product
from tests.factories.photos import a_file, a_photo
from tests.factories.threads import a_reply, a_thread

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def statuses(cast: Any, client_of: ClientOf, photo: Photo) -> dict[str, int]:
    """What each person is answered at the photo's address; alice is its owner."""
    people = ("alice", "outsider", "nobody", "editor")
    return {one: client_of(getattr(cast, one)).get(photo.address(320)).status_code for one in people}


EVERYBODY = {"alice": 200, "outsider": 200, "nobody": 200, "editor": 200}
HERS = {"alice": 200, "outsider": 404, "nobody": 404, "editor": 200}


def in_note(cast: Any, photo: Photo) -> Ref:
    return Ref("note", str(a_note(by=cast.alice, photos=[photo]).pk))


def in_first_post(cast: Any, photo: Photo) -> Ref:
    return Ref("post", str(a_thread(by=cast.alice, photos=[photo]).posts.get().pk))


def in_reply(cast: Any, photo: Photo) -> Ref:
    return Ref("post", str(a_reply(by=cast.alice, thread=a_thread(by=cast.bob), photos=[photo]).pk))


@pytest.mark.parametrize("place", [in_note, in_first_post, in_reply])
def test_hidden_by_staff_and_shown_again(cast: Any, client_of: ClientOf, place: Callable[..., Ref]) -> None:
    photo = a_photo(by=cast.alice, printed=True)
    assert statuses(cast, client_of, photo) == HERS, "nothing shows it yet"
    ref = place(cast, photo)
    assert statuses(cast, client_of, photo) == EVERYBODY
    hide(by=cast.staff, ref=ref, reason="看得到门牌号")
    assert statuses(cast, client_of, photo) == HERS
    restore(by=cast.staff, ref=ref, reason="已经遮住了")
    assert statuses(cast, client_of, photo) == EVERYBODY


def test_a_list_shows_no_photo_of_a_hidden_first_post(cast: Any, client_of: ClientOf) -> None:
    photo = a_photo(by=cast.alice, printed=True)
    thread = a_thread(by=cast.alice, photos=[photo])
    hide(by=cast.staff, ref=Ref("post", str(thread.posts.get().pk)), reason="看得到门牌号")
    page = client_of(cast.nobody).get(thread.circle.get_absolute_url()).content.decode()
    assert str(photo.pk) not in page


def test_what_is_removed_takes_its_photos_along(cast: Any, client_of: ClientOf) -> None:
    note_photo, post_photo, face = (a_photo(by=cast.alice, printed=True) for _n in range(3))
    note = a_note(by=cast.alice, photos=[note_photo])
    post = a_reply(by=cast.alice, thread=a_thread(by=cast.bob), photos=[post_photo])
    change_profile(by=cast.alice, name="阿芷", avatar=face)
    for one in (note_photo, post_photo, face):
        assert statuses(cast, client_of, one) == EVERYBODY
    delete_note(by=cast.alice, note=note)
    delete_post(by=cast.alice, post=post)
    change_profile(by=cast.alice, name="阿芷")
    for one in (note_photo, post_photo, face):
        assert statuses(cast, client_of, one) == HERS


def test_what_is_edited_out_is_its_owners_alone(cast: Any, client_of: ClientOf) -> None:
    out, kept = a_photo(by=cast.alice, printed=True), a_photo(by=cast.alice, printed=True)
    note = a_note(by=cast.alice, photos=[out, kept])
    edit_note(by=cast.alice, note=note, title=note.title, text=note.text, photos=[kept])
    assert statuses(cast, client_of, out) == HERS and statuses(cast, client_of, kept) == EVERYBODY
    post = a_reply(by=cast.alice, thread=a_thread(by=cast.bob), photos=[out])
    assert statuses(cast, client_of, out) == EVERYBODY
    edit_post(by=cast.alice, post=post, text="只留字")
    assert statuses(cast, client_of, out) == HERS


def test_what_two_things_show_is_seen_as_long_as_one_of_them_is(cast: Any, client_of: ClientOf) -> None:
    photo = a_photo(by=cast.alice, printed=True)
    note = a_note(by=cast.alice, photos=[photo])
    a_thread(by=cast.alice, photos=[photo])
    delete_note(by=cast.alice, note=note)
    assert statuses(cast, client_of, photo) == EVERYBODY


def test_a_closed_account_shows_nothing_any_more(cast: Any, client_of: ClientOf, settle: Callable[[], int]) -> None:
    face, other = a_photo(by=cast.alice, printed=True), a_photo(by=cast.alice, printed=True)
    change_profile(by=cast.alice, name="阿芷", avatar=face)
    a_thread(by=cast.alice, photos=[other])
    client_of(cast.alice).post("/account/close/", {"email": cast.alice.email})
    assert client_of(cast.outsider).get(face.address(320)).status_code == 404, "before anything else has heard of it"
    settle()
    assert client_of(cast.outsider).get(other.address(320)).status_code == 404
    assert not Photo.objects.exists()


def test_how_long_a_browser_may_keep_it(cast: Any, client_of: ClientOf) -> None:
    photo = a_photo(by=cast.alice, printed=True)
    alone = client_of(cast.alice).get(photo.address(320))
    assert alone["Cache-Control"] == "private, no-cache" and alone["ETag"]
    same = client_of(cast.alice).get(photo.address(320), headers={"if-none-match": alone["ETag"]})
    assert (same.status_code, same.content, same["Cache-Control"]) == (304, b"", "private, no-cache")
    other_kind = client_of(cast.alice).get(photo.address(320, "avif"), headers={"if-none-match": alone["ETag"]})
    assert other_kind.status_code == 200
    assert client_of(cast.outsider).get(photo.address(320), headers={"if-none-match": alone["ETag"]}).status_code == 404
    a_note(by=cast.alice, photos=[photo])
    for reader in (cast.alice, cast.outsider, cast.nobody):
        open_to_all = client_of(reader).get(photo.address(320))
        assert open_to_all["Cache-Control"] == "private, max-age=300" and open_to_all["ETag"] == alone["ETag"]


def test_a_photo_costs_the_same_however_many_there_are(
    cast: Any, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    photos = [a_photo(by=cast.alice, printed=True) for _n in range(5)]
    for one in photos:
        a_note(by=cast.alice, photos=[one])
    reader = Client()
    with django_assert_max_num_queries(3):
        assert reader.get(photos[2].address(320)).status_code == 200


def test_every_relation_to_photos_says_who_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert every_relation_says_who_sees_it() == []
    assert set(PLACES) == {"threads.PostPhoto.photo", "notes.NotePhoto.photo", "profiles.Profile.avatar"}
    monkeypatch.delitem(PLACES, "notes.NotePhoto.photo")
    [found] = every_relation_says_who_sees_it()
    assert found.id == "photos.E001" and "notes.NotePhoto.photo" in found.msg


def a_document() -> Document:
    return Document.objects.create(title="表", file=ContentFile(b"%PDF-1.4 milk", name="milk.pdf"))


def an_image() -> EditorialImage:
    return EditorialImage.objects.create(
        title="Duckling", file=ImageFile(io.BytesIO(a_file().read()), name="duckling.jpg")
    )


def test_the_editors_pictures_follow_the_pages_that_show_them(cast: Any, client_of: ClientOf) -> None:
    image = an_image()
    address = image.get_rendition("width-40|format-webp").url
    guide = a_guide(by=cast.editor, cover=image)
    stranger, member, editor = client_of(cast.nobody), client_of(cast.alice), client_of(cast.editor)
    assert stranger.get(address)["Cache-Control"] == "private, max-age=300"
    restriction = PageViewRestriction.objects.create(page=Page.objects.get(pk=guide.pk), restriction_type="login")
    assert [one.get(address).status_code for one in (stranger, member, editor)] == [404, 200, 200]
    assert member.get(address)["Cache-Control"] == "private, no-cache"
    restriction.delete()
    guide.unpublish()
    assert [one.get(address).status_code for one in (stranger, member, editor)] == [404, 404, 200]
    a_product(picture=image)
    assert stranger.get(address).status_code == 200, "a product of everybody's shows it too"


def test_a_password_opens_a_pages_pictures_with_the_page(cast: Any, client_of: ClientOf) -> None:
    image = an_image()
    address = image.get_rendition("width-40|format-webp").url
    guide = a_guide(by=cast.editor, cover=image)
    restriction = PageViewRestriction.objects.create(
        page=Page.objects.get(pk=guide.pk), restriction_type="password", password="duck"
    )
    reader = Client()
    assert reader.get(address).status_code == 404
    where = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, guide.pk])
    reader.post(where, {"password": "duck", "return_url": guide.url})
    assert reader.get(address).status_code == 200


def restricted_collection(kind: str, group: Group | None = None) -> Collection:
    secret = Collection.get_first_root_node().add_child(name="编辑部")
    row = CollectionViewRestriction.objects.create(collection=secret, restriction_type=kind, password="duck")
    if group is not None:
        row.groups.add(group)
    return secret


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
@pytest.mark.parametrize("below", [False, True], ids=["itself", "below"])
def test_pictures_and_documents_of_a_restricted_collection(
    cast: Any, client_of: ClientOf, kind: str, below: bool
) -> None:
    midwives = Group.objects.create(name="Midwives")
    cast.mei.groups.add(midwives)
    secret = restricted_collection(kind, midwives if kind == "groups" else None)
    place = secret.add_child(name="照片") if below else secret
    image, document = an_image(), a_document()
    for one in (image, document):
        one.collection = place
        one.save()
    rendition = image.get_rendition("width-40|format-webp").url
    stranger, member, insider, told = Client(), client_of(cast.alice), client_of(cast.mei), Client()
    if kind == "password":
        where = reverse("wagtaildocs_authenticate_with_password", args=[CollectionViewRestriction.objects.get().pk])
        told.post(where, {"password": "duck", "return_url": "/"})
    may = {"login": [member, insider], "groups": [insider], "password": [told]}[kind]
    for reader in (stranger, member, insider, told):
        seen, read = reader.get(rendition), reader.get(document.url)
        assert seen.status_code == (200 if reader in may else 404)
        assert (read.get("Content-Disposition") is not None) == (reader in may)
        assert "public" not in seen.get("Cache-Control", "") + read.get("Cache-Control", "")
        assert reader.get(f"/media/{image.file.name}").status_code == 404
        assert reader.get(f"/media/{document.file.name}").status_code == 404
    assert client_of(cast.editor).get(rendition).status_code == 200


def test_a_document_follows_the_pages_that_link_to_it(cast: Any, client_of: ClientOf) -> None:
    paper, stranger, member = a_document(), Client(), client_of(cast.alice)
    assert stranger.get(paper.url).status_code == 200 and "private" in stranger.get(paper.url)["Cache-Control"]
    words = f'<p>看<a linktype="document" id="{paper.pk}">这张表</a></p>'
    guide = a_guide(by=cast.editor, body=[("paragraph", words)])
    restriction = PageViewRestriction.objects.create(page=Page.objects.get(pk=guide.pk), restriction_type="login")
    assert [one.get(paper.url).status_code for one in (stranger, member)] == [404, 200]
    restriction.delete()
    guide.unpublish()
    editor = client_of(cast.editor)
    assert [one.get(paper.url).status_code for one in (stranger, member, editor)] == [404, 404, 200]
    b"".join(editor.get(paper.url).streaming_content)


def test_a_private_collection_keeps_its_pictures(cast: Any, client_of: ClientOf) -> None:
    image = an_image()
    address = image.get_rendition("width-40|format-webp").url
    secret = Collection.get_first_root_node().add_child(name="编辑部")
    EditorialImage.objects.filter(pk=image.pk).update(collection=secret)
    assert client_of(cast.nobody).get(address).status_code == 200
    CollectionViewRestriction.objects.create(collection=secret, restriction_type="login")
    assert client_of(cast.nobody).get(address).status_code == 404
    shown = client_of(cast.alice).get(address)
    assert (shown.status_code, shown["Cache-Control"]) == (200, "private, no-cache")
