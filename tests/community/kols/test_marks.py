"""A mark that was given by mistake is taken away, rests or is put right, and the person is told why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from community.badges.models import Award
from community.kols.models import Kol, KolDecision
from community.kols.queries import verified_kol
from community.kols.tasks import pauses_over
from community.live.actions import close_abandoned
from community.live.models import LiveSession
from community.profiles.models import Profile
from tests.factories.kols import a_kol
from tests.factories.live import on_air
from tests.forms_on_pages import edited

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]
WORDS = {"speciality": "儿科护士", "credential": "护士执业证", "days": 3}


@pytest.fixture(autouse=True)
def mei_is_an_expert(cast: Any) -> None:
    a_kol(staff=cast.staff, by=cast.mei, speciality="儿童皮肤科", credential="主治医师")


def page_of(cast: Any) -> str:
    return f"/kols/queue/{cast.mei.pk}/"


def decided(client: Client, cast: Any, verdict: str, reason: str = "证书不是本人的", **words: Any) -> int:
    typed = {"verdict": verdict, "reason": reason, **WORDS, **words}
    return int(edited(client, page_of(cast), typed).status_code)


def marked(cast: Any, client_of: ClientOf) -> set[str]:
    """On which pages a stranger sees the mark."""
    reader = client_of(cast.nobody)
    pages = {"expert": f"/kols/{cast.mei.pk}/", "experts": "/kols/", "person": f"/people/{cast.mei.pk}/"}
    return {name for name, path in pages.items() if "儿童皮肤科" in reader.get(path).content.decode()}


def test_a_mark_that_is_taken_away_is_gone_from_all_pages_at_once(cast: Any, client_of: ClientOf) -> None:
    assert marked(cast, client_of) == {"expert", "experts", "person"}
    assert decided(client_of(cast.staff), cast, "revoke") == 302
    assert marked(cast, client_of) == set()
    assert Profile.objects.get(pk=cast.mei.pk).verified_as == ""
    assert not Award.objects.filter(user=cast.mei, code="kol").exists()
    assert verified_kol(cast.mei.pk) is None
    assert "证书不是本人的" in client_of(cast.mei).get("/notices/").content.decode()
    assert decided(client_of(cast.staff), cast, "revoke") in (404, 409, 422)
    line = KolDecision.objects.order_by("-pk").first()
    assert line is not None
    assert (line.verdict, line.reason, line.by) == ("revoke", "证书不是本人的", cast.staff)
    assert line.shown_as == "儿童皮肤科 · 主治医师"
    assert "证书不是本人的" in client_of(cast.staff).get(page_of(cast)).content.decode()


def test_who_is_on_air_goes_off_air_with_the_mark(cast: Any, client_of: ClientOf) -> None:
    session = on_air(by=cast.mei)
    decided(client_of(cast.staff), cast, "revoke")
    close_abandoned()
    assert LiveSession.objects.get(pk=session.pk).ended_at is not None


def test_a_mark_rests_and_comes_back_by_itself(cast: Any, client_of: ClientOf) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert decided(client_of(cast.staff), cast, "pause", "证书在换发") == 302
        assert marked(cast, client_of) == set()
        assert "证书在换发" in client_of(cast.mei).get("/notices/").content.decode()
        assert client_of(cast.mei).post("/kols/apply/", {**WORDS, "statement": ""}).status_code == 409
        clock.shift(timedelta(days=2, hours=23))
        pauses_over()
        assert marked(cast, client_of) == set()
        clock.shift(timedelta(hours=2))
        for _twice in range(2):
            pauses_over()
        assert marked(cast, client_of) == {"expert", "experts", "person"}
        assert [*KolDecision.objects.order_by("pk").values_list("verdict", flat=True)] == ["verify", "pause", "resume"]


def test_staff_give_a_resting_mark_back_before_its_time(cast: Any, client_of: ClientOf) -> None:
    decided(client_of(cast.staff), cast, "pause")
    assert decided(client_of(cast.staff), cast, "resume", "") == 302
    assert marked(cast, client_of) == {"expert", "experts", "person"}


def test_words_are_put_right_everywhere(cast: Any, client_of: ClientOf) -> None:
    assert decided(client_of(cast.staff), cast, "correct", "写错了科室") == 302
    assert marked(cast, client_of) == set()
    assert Profile.objects.get(pk=cast.mei.pk).verified_as == "儿科护士"
    assert "儿科护士&nbsp;· 护士执业证" in client_of(cast.nobody).get(f"/people/{cast.mei.pk}/").content.decode()
    assert "写错了科室" in client_of(cast.mei).get("/notices/").content.decode()


@pytest.mark.parametrize("verdict", ["revoke", "pause", "correct", "resume"])
def test_only_people_with_the_right_and_not_about_themselves(verdict: str, cast: Any, client_of: ClientOf) -> None:
    for who in (cast.nobody, cast.outsider, cast.mei, cast.doctor):
        assert decided(client_of(who), cast, verdict) == 403
    cast.mei.is_staff = cast.mei.is_superuser = True
    cast.mei.save()
    assert decided(client_of(cast.mei), cast, verdict) == 403
    assert marked(cast, client_of) == {"expert", "experts", "person"}


@pytest.mark.parametrize("typed", [{"reason": " "}, {"reason": "长" * 301}, {"verdict": "x"}])
def test_without_a_reason_nothing_happens(typed: dict[str, str], cast: Any, client_of: ClientOf) -> None:
    given = {"verdict": "revoke", "reason": "证书不是本人的", **typed}
    assert decided(client_of(cast.staff), cast, **given) in (413, 422)
    assert marked(cast, client_of) == {"expert", "experts", "person"}


def test_lines_stay_as_they_were_written(cast: Any) -> None:
    line = KolDecision.objects.get()
    line.reason = "x"
    with pytest.raises(ValueError, match="stays"), transaction.atomic():
        line.save()
    assert Kol.objects.filter(pk=cast.mei.pk).exists()
