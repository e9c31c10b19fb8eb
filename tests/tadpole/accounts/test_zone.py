"""Every hour on a page is the reader's own, or says whose it is."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import travel

from tadpole.accounts.actions import impose
from tests.factories.contests import a_contest
from tests.factories.live import a_session
from tests.forms_on_pages import edited

NOON = datetime(2026, 12, 2, 4, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 2, 6, 17, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast: Any) -> Any:
    with travel(NOON, tick=False):
        yield a_session(by=cast.doctor, hours=(LATER - NOON).total_seconds() / 3600)


def page_of(client: Client, session: Any, prefix: str = "") -> str:
    return client.get(f"{prefix}/live/{session.pk}/").content.decode()


def test_the_browser_of_a_member_says_whose_hours(cast: Any, client_of: Callable[[Any], Client], session: Any) -> None:
    reader = client_of(cast.bob)
    reader.cookies["zone"] = "America/New_York"
    english = page_of(reader, session, "/en")
    assert "01:17" in english
    assert "14:17" not in english
    assert "Beijing" not in english
    reader.cookies["zone"] = "Australia/Sydney"
    assert "17:17" in page_of(reader, session, "/zh-hant")


def test_the_account_comes_before_the_browser(cast: Any, client_of: Callable[[Any], Client], session: Any) -> None:
    reader = client_of(cast.bob)
    reader.cookies["zone"] = "America/New_York"
    form = reader.get("/account/zone/").content.decode()
    assert "跟着浏览器：" in form
    assert "纽约" in form
    answer = edited(reader, "/account/zone/", {"time_zone": "Europe/London"})
    assert answer.status_code == 302
    assert "06:17" in page_of(reader, session)
    assert "Europe/London" in reader.get("/account/").content.decode()
    assert reader.post("/account/zone/", {"time_zone": "Mars/Base"}).status_code == 422
    assert "06:17" in page_of(reader, session)


@pytest.mark.parametrize("cookie", ["", "../../etc/passwd", "Nowhere/Land", r'"Asia/Shanghai\000"', "é", "x" * 4000])
def test_what_is_no_zone_is_beijing_with_its_name(
    cast: Any, client_of: Callable[[Any], Client], session: Any, cookie: str
) -> None:
    reader = client_of(cast.bob)
    signed_in = reader.cookies["sessionid"].OutputString([])
    reader.defaults["HTTP_COOKIE"] = (
        f"{signed_in}; zone={cookie}"  # as it is sent: newer Pythons write no such cookie themselves
    )
    assert "14:17（北京时间）" in page_of(reader, session)


def test_what_is_kept_for_many_is_beijing_with_its_name_whatever_the_browser(session: Any) -> None:
    stranger = Client()
    stranger.cookies["zone"] = "America/New_York"
    text = page_of(stranger, session)
    assert "今天 14:17（北京时间）" in text
    assert 'data-zone="Asia/Shanghai"' in text
    assert "(Beijing time)" in page_of(stranger, session, "/en")
    assert "北京時間" in page_of(stranger, session, "/zh-hant")


def test_deadlines_say_whose_hours_and_when_a_day_of_votes_begins(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    contest = a_contest(by=cast.editor)
    for text in (Client().get(contest.get_url()).content.decode(),):
        assert "时间都是北京时间。" in text
        assert "北京时间零点换新的一天" in text
    reader = client_of(cast.bob)
    reader.cookies["zone"] = "America/New_York"
    own = reader.get(contest.get_url()).content.decode()
    assert "时间都是北京时间。" not in own
    assert "北京时间零点换新的一天" in own
    with timezone.override("America/New_York"):
        assert f"{timezone.localtime(contest.votes_close_at):%H:%M}" in own


def test_the_zone_of_one_reader_does_not_stay_for_the_next(
    cast: Any, client_of: Callable[[Any], Client], session: Any
) -> None:
    first, second = client_of(cast.bob), client_of(cast.mei)
    first.cookies["zone"] = "America/New_York"
    page_of(first, session)
    assert "14:17（北京时间）" in page_of(second, session)


def test_a_stranger_is_sent_to_the_sign_in() -> None:
    assert Client().get("/account/zone/").status_code == 302


def test_until_when_somebody_rests_is_told_in_the_hours_of_who_reads(
    cast: Any, client_of: Callable[[Any], Client]
) -> None:
    with travel(NOON, tick=False):
        impose(by=cast.staff, person_id=cast.bob.pk, kind="silence", reason="歇一歇", days=1)
        for zone, hour in (("America/New_York", "2026年12月2日 23:00"), ("Asia/Shanghai", "2026年12月3日 12:00")):
            bob, staff = client_of(cast.bob), client_of(cast.staff)
            bob.cookies["zone"] = staff.cookies["zone"] = zone
            said = bob.post("/t/new/", {"title": "一个题目", "text": "想说的话"}).content.decode()
            room = staff.get(f"/moderation/people/{cast.bob.pk}/").content.decode()
            assert hour in said and hour in room
            assert "北京时间" not in said and "北京时间" not in room, "the reader's own, and nobody else's"
        told = client_of(cast.bob).post("/t/new/", {"title": "一个题目", "text": "想说的话"}).content.decode()
        assert "2026年12月3日 12:00（北京时间）" in told
