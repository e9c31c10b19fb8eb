"""Following, and not following any more."""

from community.profiles.actions import recount_follows
from community.profiles.models import Follow, Profile
from tests.budget import same_queries
from tests.factories.profiles import followers_of


def test_bob_follows_alice_once_however_often_he_presses(cast, client_of):
    bob = client_of(cast.bob)
    for _press in range(3):
        assert bob.post(f"/people/{cast.alice.pk}/follow/", follow=True).status_code == 200
    assert Profile.objects.get(pk=cast.alice.pk).followers_count == 1
    assert Profile.objects.get(pk=cast.bob.pk).following_count == 1
    for _press in range(3):
        bob.post(f"/people/{cast.alice.pk}/unfollow/")
    assert Profile.objects.get(pk=cast.alice.pk).followers_count == 0
    assert Profile.objects.get(pk=cast.bob.pk).following_count == 0


def test_alice_is_told_once(cast, client_of, settle):
    bob = client_of(cast.bob)
    for _press in range(2):
        bob.post(f"/people/{cast.alice.pk}/follow/")
        bob.post(f"/people/{cast.alice.pk}/unfollow/")
    settle()
    page = client_of(cast.alice).get("/en/notices/").content.decode()
    assert page.count("爸爸鲍勃 follows you now") == 1


def test_htmx_gets_the_button_and_the_number(cast, client_of):
    answer = client_of(cast.bob).post(f"/people/{cast.alice.pk}/follow/", headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert f"/people/{cast.alice.pk}/unfollow/" in page
    assert "followers-count" in page
    assert "<html" not in page


def test_nobody_follows_themselves_a_stranger_or_nobody(cast, client_of):
    alice = client_of(cast.alice)
    assert alice.post(f"/people/{cast.alice.pk}/follow/").status_code == 422
    assert alice.post("/people/999999/follow/").status_code == 404
    assert alice.get(f"/people/{cast.bob.pk}/follow/").status_code == 405
    assert client_of(cast.nobody).post(f"/people/{cast.bob.pk}/follow/").status_code == 403
    assert not Follow.objects.exists()


def test_wrong_numbers_are_mended_from_the_rows(cast):
    followers_of(cast.alice, 2)
    Profile.objects.filter(pk=cast.alice.pk).update(followers_count=40)
    recount_follows(user_ids=[cast.alice.pk])
    assert Profile.objects.get(pk=cast.alice.pk).followers_count == 2


def test_lists_are_paged_and_cost_the_same(cast, client_of):
    reader = client_of(cast.bob)
    followers_of(cast.alice, 1)
    address = f"/people/{cast.alice.pk}/followers/"
    same_queries(lambda: reader.get(address), lambda: followers_of(cast.alice, 22))
    page = reader.get(address)
    assert len(page.context["page"].items) == 20
    rest = reader.get(address, {"after": page.context["page"].next})
    assert len(rest.context["page"].items) == 3
    assert reader.get(address, {"after": "not-a-cursor"}).status_code == 200


def test_whom_somebody_follows(cast, client_of):
    one = followers_of(cast.alice, 1)[0]
    assert "阿芷在路上" in client_of(cast.nobody).get(f"/people/{one.pk}/following/").content.decode()
    assert client_of(cast.nobody).get(f"/people/{cast.alice.pk}/following/").status_code == 200
