"""Photos in posts: one's own, in order, kept by a refused form, unseen until they passed."""

from typing import Any

import pytest

from community.threads.models import Post, Thread
from media.photos.models import Photo
from tests.factories.circles import a_circle
from tests.factories.photos import a_file, a_photo
from tests.factories.threads import a_reply, a_thread
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db


def test_a_thread_with_photos_in_their_order(cast: Any, client_of: Any) -> None:
    circle, first, second = a_circle(), a_photo(by=cast.alice), a_photo(by=cast.alice)
    sent = {"circle": circle.slug, "title": "一碗稀米粉", "text": "看图", "photos": [str(second.pk), str(first.pk)]}
    client_of(cast.alice).post("/t/new/", sent)
    post = Post.objects.get()
    assert [row.photo for row in post.post_photos.order_by("position")] == [second, first]
    page = client_of(cast.nobody).get(f"/t/{post.thread_id}/").content.decode()
    assert page.index(str(second.pk)) < page.index(str(first.pk))
    assert str(second.pk) in client_of(cast.nobody).get(circle.get_absolute_url()).content.decode()


def test_somebody_elses_photo_is_refused_and_ones_own_stays_chosen(cast: Any, client_of: Any) -> None:
    mine, theirs = a_photo(by=cast.bob), a_photo(by=cast.alice)
    thread, bob = a_thread(by=cast.alice), client_of(cast.bob)
    answer = bob.post(f"/t/{thread.pk}/reply/", {"text": "带图", "photos": [str(mine.pk), str(theirs.pk)]})
    assert answer.status_code == 422 and thread.posts.count() == 1
    form = answer.content.decode().partition('id="reply"')[2]
    assert str(mine.pk) in form and str(theirs.pk) not in form and "带图" in form


def test_files_sent_without_scripts_are_kept_when_the_words_are_refused(cast: Any, client_of: Any) -> None:
    circle, alice = a_circle(), client_of(cast.alice)
    sent = {"circle": circle.slug, "title": "够长的题目", "text": "", "photos_files": [a_file()]}
    answer = alice.post("/t/new/", sent)
    photo = Photo.objects.get()
    assert answer.status_code == 422 and f'value="{photo.pk}" checked' in answer.content.decode()
    alice.post("/t/new/", {"circle": circle.slug, "title": "够长的题目", "text": "有字了", "photos": [str(photo.pk)]})
    assert list(Thread.objects.get().posts.get().photos.all()) == [photo]


def test_a_photo_is_the_owners_alone_until_it_passed(cast: Any, client_of: Any) -> None:
    photo = a_photo(by=cast.alice, passed=False)
    thread = a_thread(by=cast.alice, photos=[photo])
    assert str(photo.pk) in client_of(cast.alice).get(thread.get_absolute_url()).content.decode()
    for other in (cast.outsider, cast.nobody):
        assert str(photo.pk) not in client_of(other).get(thread.get_absolute_url()).content.decode()


def test_photos_can_be_taken_out_and_go_with_the_post(cast: Any, client_of: Any) -> None:
    photos = [a_photo(by=cast.bob) for _n in range(2)]
    thread = a_thread(by=cast.alice)
    post = a_reply(by=cast.bob, thread=thread, photos=photos)
    bob = client_of(cast.bob)
    assert str(photos[0].pk) in bob.get(f"/t/{thread.pk}/2/edit/").content.decode()
    edited(bob, f"/t/{thread.pk}/2/edit/", {"text": "只留一张", "photos": [str(photos[1].pk)]})
    assert list(post.photos.all()) == [photos[1]]
    bob.post(f"/t/{thread.pk}/2/delete/")
    assert not post.post_photos.exists()


def test_a_photo_among_the_words_is_not_shown_twice(cast: Any, client_of: Any) -> None:
    photo, loose = a_photo(by=cast.alice), a_photo(by=cast.bob)
    thread = a_thread(
        by=cast.alice, text=f"看\n\n![粥](photo:{photo.pk})\n\n![别人的](photo:{loose.pk})", photos=[photo]
    )
    page = client_of(cast.nobody).get(thread.get_absolute_url()).content.decode()
    post = page.partition('id="p1"')[2].partition("</article>")[0]
    assert f'src="/photos/{photo.pk}/' in post and post.count("<picture") == 0 and 'alt="粥"' in post
    assert f'src="/photos/{loose.pk}/' not in post
