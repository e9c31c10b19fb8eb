"""Members report; newcomers are slower."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.moderation import rules
from community.moderation.actions import admit, flag
from community.moderation.models import Flag, Reviewable
from community.moderation.rules import Ref
from tadpole.errors import Invalid, NotFound, TooOften


def test_bob_reports_once_however_often_he_sends(cast, client_of, poems):
    bob = client_of(cast.bob)
    assert bob.get("/moderation/flag/poem/1/").status_code == 200
    for _send in range(2):
        answer = bob.post("/moderation/flag/poem/1/", {"reason": "rude", "note": "这样说不好"})
        assert answer.headers["Location"] == f"/people/{cast.alice.pk}/"
    assert Flag.objects.count() == 1
    assert Reviewable.objects.get().flags_count == 1
    assert Reviewable.objects.get().author_id == cast.alice.pk


def test_with_scripts_it_is_a_dialog_and_a_toast(cast, client_of, poems):
    bob = client_of(cast.bob)
    dialog = bob.get("/moderation/flag/poem/1/", headers={"HX-Request": "true"}).content.decode()
    assert "<dialog" in dialog
    assert "<html" not in dialog
    wrong = bob.post("/moderation/flag/poem/1/", {"note": "嗯"}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert "嗯" in wrong.content.decode()
    right = bob.post("/moderation/flag/poem/1/", {"reason": "rude"}, headers={"HX-Request": "true"}).content.decode()
    assert "beforeend:#toasts" in right


@pytest.mark.parametrize(
    "address",
    ["poem/99/", "poem/2/", "nothing/1/", "photo/not-a-photo/", "post/" + "9" * 30 + "/", "photo/" + "a" * 90 + "/"],
)
def test_what_one_cannot_see_cannot_be_reported(cast, client_of, poems, address):
    outsider = client_of(cast.outsider)
    assert outsider.get(f"/moderation/flag/{address}").status_code == 404
    assert outsider.post(f"/moderation/flag/{address}", {"reason": "rude"}).status_code == 404
    assert not Reviewable.objects.exists()


def test_bad_reports_are_one_sentence(cast, client_of, poems):
    bob = client_of(cast.bob)
    assert bob.post("/moderation/flag/poem/1/", {"reason": "because"}).status_code == 422
    long = bob.post("/moderation/flag/poem/1/", {"reason": "rude", "note": "长" * 501})
    assert long.status_code == 422
    assert "长长长" in long.content.decode()
    with pytest.raises(Invalid):
        flag(by=cast.alice, ref=Ref("poem", "1"), reason="rude")
    with pytest.raises(NotFound):
        flag(by=cast.bob, ref=Ref("poem", "99"), reason="rude")
    assert client_of(cast.nobody).get("/moderation/flag/poem/1/").status_code == 302
    assert not Flag.objects.exists()


def test_a_newcomer_is_slower_for_a_day(cast):
    for _time in range(3):
        admit(by=cast.newcomer, doing="thread")
        admit(by=cast.alice, doing="thread")
    admit(by=cast.alice, doing="thread")
    with pytest.raises(TooOften) as refusal:
        admit(by=cast.newcomer, doing="thread")
    assert refusal.value.retry_after > 0


def test_the_pace_by_time_here():
    now = timezone.now()
    for doing in [*rules.PACE, "something new"]:
        fresh = rules.pace_of(doing, now - timedelta(hours=23), now)
        settled = rules.pace_of(doing, now - timedelta(hours=24), now)
        assert fresh.most / fresh.seconds < settled.most / settled.seconds


def test_too_many_reports_are_slowed_down(cast, client_of, poems):
    for number in range(10, 21):
        poems[str(number)] = [cast.alice.pk, False]
    reader = client_of(cast.newcomer)
    answers = [
        reader.post(f"/moderation/flag/poem/{number}/", {"reason": "rude"}).status_code for number in range(10, 21)
    ]
    assert answers == [302] * 10 + [429]


def test_reported_again_after_being_left_it_waits_again(cast, poems):
    flag(by=cast.bob, ref=Ref("poem", "1"), reason="rude")
    Reviewable.objects.update(state="kept")
    flag(by=cast.mei, ref=Ref("poem", "1"), reason="rude")
    assert Reviewable.objects.get().state == "waiting"


@pytest.mark.parametrize(
    ("state", "words"), [("waiting", "排在我们手上"), ("kept", "留着没有动"), ("hidden", "别人现在看不到")]
)
def test_reported_twice_it_says_so_and_what_became_of_it(cast, client_of, poems, state, words):
    bob, mei = client_of(cast.bob), client_of(cast.mei)
    thanks = bob.post("/moderation/flag/poem/1/", {"reason": "rude"}, follow=True).content.decode()
    assert "已经告诉过" not in thanks
    Reviewable.objects.update(state=state)
    for headers in ({}, {"HX-Request": "true"}):
        asked = bob.get("/moderation/flag/poem/1/", headers=headers).content.decode()
        assert words in asked and 'name="reason"' not in asked, "nothing to fill in for nothing"
        sent = bob.post("/moderation/flag/poem/1/", {"reason": "rude"}, headers=headers, follow=not headers)
        assert words in sent.content.decode() and "谢谢" not in sent.content.decode()
        assert 'name="reason"' in mei.get("/moderation/flag/poem/1/", headers=headers).content.decode()
    assert Flag.objects.count() == 1 and Reviewable.objects.get().state == state
