"""A picture of one's own, seen by others once everybody may see it."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from community.moderation.actions import flag, hide, restore
from community.moderation.rules import Ref
from community.profiles.models import Profile
from media.photos.actions import decide, make_renditions
from media.photos.models import Photo
from tests.factories.photos import a_file, a_photo
from tests.forms_on_pages import edited


def test_alice_picks_a_picture_and_others_see_it_when_it_is_ready(cast, client_of, settle):
    photo = a_photo(by=cast.alice, passed=False)
    alice = client_of(cast.alice)
    assert edited(alice, "/people/edit/", {"name": "阿芷", "bio": "", "avatar": str(photo.pk)}).status_code == 302
    assert Profile.objects.get(pk=cast.alice.pk).avatar_url == ""
    settle()
    make_renditions(photo_id=str(photo.pk))
    settle()
    address = Profile.objects.get(pk=cast.alice.pk).avatar_url
    assert address in client_of(cast.bob).get(f"/people/{cast.alice.pk}/").content.decode()
    assert client_of(cast.nobody).get(address).status_code == 200
    assert str(photo.pk) in alice.get("/people/edit/").content.decode()
    edited(alice, "/people/edit/", {"name": "阿芷", "bio": ""})
    assert Profile.objects.get(pk=cast.alice.pk).avatar_id is None


def test_without_scripts_the_file_comes_with_the_form_and_stays_when_the_name_is_refused(cast, client_of):
    alice = client_of(cast.alice)
    answer = edited(alice, "/people/edit/", {"name": "@", "bio": "", "avatar_files": a_file()})
    assert answer.status_code == 422
    photo = Photo.objects.get()
    assert str(photo.pk) in answer.content.decode()
    assert (
        edited(
            alice, "/people/edit/", {"name": "阿芷", "bio": "", "avatar_files": a_file(colour=(1, 2, 3))}
        ).status_code
        == 302
    )
    assert Profile.objects.get(pk=cast.alice.pk).avatar.owner_id == cast.alice.pk


def test_a_foreign_a_forged_and_a_nonsense_id_are_refused_and_the_words_stay(cast, client_of):
    foreign = a_photo(by=cast.bob)
    for one in (str(foreign.pk), str(uuid4()), "nonsense"):
        answer = edited(client_of(cast.alice), "/people/edit/", {"name": "阿芷", "bio": "慢慢来", "avatar": one})
        assert answer.status_code == 422
        assert "慢慢来" in answer.content.decode()
    assert Profile.objects.get(pk=cast.alice.pk).avatar_id is None


def test_something_that_is_no_picture(cast, client_of):
    upload = SimpleUploadedFile("x.jpg", b"not a picture at all", content_type="image/jpeg")
    answer = edited(client_of(cast.alice), "/people/edit/", {"name": "阿芷", "bio": "", "avatar_files": upload})
    assert 400 <= answer.status_code < 500
    assert Profile.objects.get(pk=cast.alice.pk).avatar_id is None


def test_a_reported_picture_goes_from_the_byline_when_staff_hide_it_and_comes_back(cast, client_of, settle):
    photo = a_photo(by=cast.alice, printed=True)
    edited(client_of(cast.alice), "/people/edit/", {"name": "阿芷", "bio": "", "avatar": str(photo.pk)})
    ref = Ref("photo", str(photo.pk))
    assert client_of(cast.bob).get(f"/moderation/flag/photo/{photo.pk}/").status_code == 200
    flag(by=cast.bob, ref=ref, reason="private")
    staff = client_of(cast.staff)
    case = staff.get("/moderation/").context["page"].items[0]
    assert str(photo.pk) in staff.get(f"/moderation/{case.row.pk}/").content.decode()
    hide(by=cast.staff, ref=ref, reason="看得到门牌号")
    assert Profile.objects.get(pk=cast.alice.pk).avatar_url == ""
    assert client_of(cast.bob).get(f"/moderation/flag/photo/{photo.pk}/").status_code == 404
    restore(by=cast.staff, ref=ref, reason="已经遮住了")
    assert Profile.objects.get(pk=cast.alice.pk).avatar_url


def test_a_picture_that_staff_refuse_goes_from_the_byline_and_comes_back_when_they_think_again(cast, client_of, settle):
    photo = a_photo(by=cast.alice, printed=True)
    edited(client_of(cast.alice), "/people/edit/", {"name": "阿芷", "bio": "", "avatar": str(photo.pk)})
    for passed in (False, True):
        decide(by=cast.staff, photo_id=photo.pk, passed=passed, reason="再看一眼")
        settle()
        assert bool(Profile.objects.get(pk=cast.alice.pk).avatar_url) is passed
