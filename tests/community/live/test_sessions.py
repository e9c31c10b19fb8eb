"""Scheduling, going on air, ending, commenting by form, and who may not."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.kols.actions import withdraw
from community.live import hub, listeners, queries
from community.live.models import Comment, LiveSession
from community.live.rules import LONGEST_ON_AIR
from community.live.tasks import close_forgotten
from community.moderation.models import Flag
from community.notifications.models import Notice
from community.profiles.actions import follow
from tadpole.events.models import Fact
from tests.budget import same_queries
from tests.cast import member
from tests.factories.live import a_replay, a_session, comments, on_air
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _full_buckets():
    hub.PACER.buckets.clear()


def form(**changed):
    when = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    return {"title": "湿疹的冬天", "description": "保湿多少算够", "scheduled_at": when, **changed}


def test_a_doctor_schedules_changes_starts_and_ends(cast, client_of):
    doctor = client_of(cast.doctor)
    answer = doctor.post(reverse("live:schedule"), form())
    session = LiveSession.objects.get()
    assert answer.url == reverse("live:studio", args=[session.pk])
    edited(doctor, reverse("live:edit", args=[session.pk]), form(title="湿疹的春天"))
    assert "湿疹的春天" in doctor.get(reverse("live:live")).content.decode()
    for _twice in range(2):
        assert doctor.post(reverse("live:start", args=[session.pk])).url == session.get_absolute_url()
    for _twice in range(2):
        assert doctor.post(reverse("live:end", args=[session.pk])).status_code == 302
    names = [fact.name for fact in Fact.objects.filter(name__startswith="live.").order_by("pk")]
    assert names == ["live.SessionScheduled", "live.SessionScheduled", "live.SessionStarted", "live.SessionEnded"]
    assert doctor.post(reverse("live:start", args=[session.pk])).status_code == 409


def test_the_same_form_twice_makes_one_session(cast, client_of):
    doctor = client_of(cast.doctor)
    token = "0f1e9d5e-2f3f-4a4e-9a55-000000000001"
    for _twice in range(2):
        doctor.post(reverse("live:schedule"), form(token=token))
    assert LiveSession.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"title": " "}, 422),
        ({"title": "长" * 81}, 413),
        ({"description": "长" * 2_001}, 413),
        ({"scheduled_at": "2020-01-01T10:00"}, 422),
        ({"scheduled_at": "2099-01-01T10:00"}, 422),
        ({"scheduled_at": "昨天"}, 422),
    ],
)
def test_what_does_not_fit_is_said_and_stays_in_the_form(cast, client_of, changed, status):
    answer = client_of(cast.doctor).post(reverse("live:schedule"), form(**changed))
    assert answer.status_code == status
    assert "保湿多少算够" in answer.content.decode() or "description" in changed
    assert not LiveSession.objects.exists()


def test_who_is_no_expert_cannot_host(cast, client_of):
    outsider = client_of(cast.outsider)
    assert outsider.get(reverse("live:schedule")).status_code == 403
    assert outsider.post(reverse("live:schedule"), form()).status_code == 403
    assert client_of(cast.nobody).post(reverse("live:schedule"), form()).status_code == 403
    assert not LiveSession.objects.exists()


def test_nobody_touches_anothers_session(cast, client_of):
    session = a_session(by=cast.doctor)
    outsider = client_of(cast.outsider)
    for name in ("start", "end", "edit"):
        assert outsider.post(reverse(f"live:{name}", args=[session.pk]), form()).status_code == 403
    assert outsider.get(reverse("live:studio", args=[session.pk])).status_code == 403
    session.refresh_from_db()
    assert (session.started_at, session.title) == (None, "湿疹的冬天，边看边问")


def test_what_has_not_begun_cannot_end(cast, client_of):
    session = a_session(by=cast.doctor)
    answer = client_of(cast.doctor).post(reverse("live:end", args=[session.pk]))
    assert answer.status_code == 409
    assert "还没开始" in answer.content.decode()


def test_followers_are_told_once_in_batches(cast, settle, monkeypatch):
    monkeypatch.setattr(listeners, "BATCH", 2)
    fans = [member(f"fan{n}", f"粉丝{n}") for n in range(5)]
    for fan in fans:
        follow(by=fan, whom=cast.doctor.pk)
    session = on_air(by=cast.doctor)
    settle()
    told = Notice.objects.filter(kind="live")
    assert sorted(told.values_list("to", flat=True)) == [fan.pk for fan in fans]
    assert {notice.url for notice in told} == {f"/~/live/{session.pk}/"}
    listeners.tell_batch(session.pk, cast.doctor.pk, after=0)
    assert told.count() == 5


def test_a_comment_without_scripts(cast, client_of):
    session = on_air(by=cast.doctor)
    alice = client_of(cast.alice)
    said = reverse("live:comment", args=[session.pk])
    assert alice.post(said, {"text": "洗澡水多热"}).status_code == 302
    assert "洗澡水多热" in alice.get(session.get_absolute_url()).content.decode()
    long = alice.post(said, {"text": "长" * 101})
    assert long.status_code == 413
    assert "长" * 101 in long.content.decode()
    assert alice.post(said, {"text": " "}).status_code == 422
    assert client_of(cast.nobody).post(said, {"text": "你好"}).status_code == 403
    assert [alice.post(said, {"text": f"第 {n} 句"}).status_code for n in range(5)] == [302] * 4 + [429]
    session.refresh_from_db()
    assert session.comments_count == Comment.objects.count() == 5


@pytest.mark.parametrize("make", [a_session, a_replay])
def test_only_on_air_comments_are_taken(cast, client_of, make):
    session = make(by=cast.doctor)
    assert client_of(cast.alice).post(reverse("live:comment", args=[session.pk]), {"text": "在吗"}).status_code == 409
    assert not Comment.objects.exists()


def test_a_comment_can_be_reported_and_hidden_but_not_by_anybody(cast, client_of):
    replay = a_replay(by=cast.doctor)
    (row,) = comments(replay, by=cast.bob, offsets=[1_000], text="加我微信")
    flag = reverse("moderation:flag", args=["comment", str(row.pk)])
    assert client_of(cast.alice).post(flag, {"reason": "advert"}).status_code == 302
    case = reverse("moderation:case", args=[Flag.objects.get().reviewable_id])
    assert client_of(cast.outsider).post(case, {"verdict": "hide", "reason": "广告"}).status_code == 403
    client_of(cast.staff).post(case, {"verdict": "hide", "reason": "广告"})
    pack = reverse("live:comments", args=[replay.pk]) + "?from=0&to=60000"
    assert client_of(cast.nobody).get(pack).json()["comments"] == []
    client_of(cast.staff).post(case, {"verdict": "restore", "reason": "看错了"})
    assert len(client_of(cast.nobody).get(pack).json()["comments"]) == 1
    replay.refresh_from_db()
    assert replay.comments_count == 1


def test_a_replay_gives_its_comments_in_packs(cast, client_of):
    replay = a_replay(by=cast.doctor)
    rows = comments(replay, by=cast.alice, offsets=range(0, 59_000, 200))
    nobody, got, after, asked = client_of(cast.nobody), [], "", 0
    while True:
        answer = nobody.get(reverse("live:comments", args=[replay.pk]), {"from": 0, "to": 10**8, "after": after}).json()
        got += [one for part in answer["comments"] for one in part["ids"]]
        asked += 1
        if not (after := answer["next"]):
            break
    assert (got, asked, answer["until"]) == ([row.pk for row in rows], 2, 60_000)
    assert nobody.get(reverse("live:comments", args=[replay.pk]), {"from": "x", "to": "-1"}).json()["comments"] == []


def test_equal_lines_of_a_second_are_one_in_the_replay(cast, client_of):
    replay = a_replay(by=cast.doctor)
    comments(replay, by=cast.alice, offsets=[100, 200, 900, 1_500], text="听懂了")
    answer = client_of(cast.nobody).get(reverse("live:comments", args=[replay.pk]) + "?from=0&to=9000").json()
    assert [one.get("times") for one in answer["comments"]] == [3, None]


def test_a_host_who_left_is_not_shown_and_what_was_on_air_ends(cast, client_of, settle):
    session = on_air(by=cast.doctor)
    withdraw(user_id=cast.doctor.pk)
    settle()
    session.refresh_from_db()
    assert session.ended_at is not None
    assert client_of(cast.nobody).get(session.get_absolute_url()).status_code == 404


def test_experts_show_their_sessions(cast, client_of):
    session = a_session(by=cast.doctor)
    assert session.title in client_of(cast.nobody).get(cast.doctor.kol.get_absolute_url()).content.decode().replace(
        "<wbr>", ""
    )


def test_what_did_not_begin_is_not_coming_any_more(cast):
    session = a_session(by=cast.doctor)
    LiveSession.objects.filter(pk=session.pk).update(scheduled_at=timezone.now() - timedelta(hours=4))
    assert queries.upcoming(cast.nobody) == []


def test_every_list_has_a_budget(cast, client_of):
    nobody, alice = client_of(cast.nobody), client_of(cast.alice)
    session, replay = on_air(by=cast.doctor), a_replay(by=cast.doctor)
    a_session(by=cast.doctor)

    def more_sessions():
        for make in (on_air, a_replay, a_session):
            for _n in range(4):
                make(by=cast.doctor)

    assert same_queries(lambda: nobody.get(reverse("live:live")), more_sessions) <= 8
    comments(session, by=cast.alice, offsets=[1])
    lines = lambda: comments(session, by=cast.bob, offsets=range(100, 5_000, 100))  # noqa: E731
    assert same_queries(lambda: alice.get(session.get_absolute_url()), lines) <= 20
    comments(replay, by=cast.alice, offsets=[1])
    packs = reverse("live:comments", args=[replay.pk]) + "?from=0&to=60000"
    more = lambda: comments(replay, by=cast.bob, offsets=range(100, 5_000, 100))  # noqa: E731
    assert same_queries(lambda: nobody.get(packs), more) <= 4


@pytest.mark.parametrize("language", ["", "/zh-hant", "/en"])
def test_pages_open_in_every_language(cast, client_of, language):
    session = on_air(by=cast.doctor)
    for path in (
        "/live/",
        f"/live/{session.pk}/",
        f"/live/{session.pk}/studio/",
        f"/live/{session.pk}/edit/",
        "/live/studio/",
        "/live/schedule/",
    ):
        page = client_of(cast.doctor).get(language + path)
        assert page.status_code == 200
        assert " style=" not in page.content.decode().split('<main class="main"')[1].split("</main>")[0]


def test_a_session_that_nobody_ended_is_over_after_half_a_day(cast):
    forgotten, now = on_air(by=cast.doctor), timezone.now()
    with time_machine.travel(now + LONGEST_ON_AIR - timedelta(minutes=1), tick=True):
        fresh = on_air(by=cast.doctor, title="另一场，刚刚开始")
        close_forgotten()
        forgotten.refresh_from_db()
        assert forgotten.is_on_air
    with time_machine.travel(now + LONGEST_ON_AIR + timedelta(minutes=1), tick=True):
        close_forgotten()
        forgotten.refresh_from_db()
        fresh.refresh_from_db()
        assert (forgotten.is_on_air, fresh.is_on_air) == (False, True)
        assert Client().get(forgotten.get_absolute_url()).status_code == 200
