"""Failed and missed deliveries: seen by staff in their language, heard again by command."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tadpole.events import bus
from tadpole.events.models import Delivery
from tests.factories.threads import a_thread

pytestmark = pytest.mark.django_db
MEASURE = "tadpole.analytics.listeners.measure"


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("events", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_who_hears_what() -> None:
    table = said()
    assert "threads.ThreadOpened(thread_id: int, circle_id: int | None, author_id: int)" in table
    assert f"    → {MEASURE} [deliveries]" in table


def test_a_listener_hears_all_that_is_kept_also_from_before_its_time(cast: Any) -> None:
    a_thread(by=cast.alice)
    said("--run")
    Delivery.objects.filter(listener=MEASURE).delete()
    assert "made due again" in said("--replay", MEASURE)
    facts = Delivery.objects.filter(listener=MEASURE, done_at=None)
    assert facts.filter(fact__name="threads.ThreadOpened").count() == 1
    said("--run")
    assert not facts.exists()


def test_a_listener_that_nobody_wrote_is_named() -> None:
    with pytest.raises(CommandError, match=r"nobody\.there"):
        said("--replay", "nobody.there")


def test_failures_are_listed(cast: Any) -> None:
    a_thread(by=cast.alice)
    row = Delivery.objects.filter(listener=MEASURE).latest("pk")
    bus.postpone(row.pk, ValueError("no ink"))
    assert f"{row.pk}\tthreads.ThreadOpened\t{MEASURE}\t1\tValueError: no ink" in said("--failed")


def test_staff_read_failures_in_chinese(cast: Any, client_of: Callable[[Any], Any]) -> None:
    a_thread(by=cast.alice)
    Delivery.objects.update(tries=1, error="ValueError: no ink", due_at=timezone.now())
    page = client_of(cast.staff).get("/admin/events/delivery/?state=failed")
    text = page.content.decode()
    assert all(word in text for word in ("接收者", "次数", "投递时间"))
    assert "Given up" not in text and "no ink" in text


def test_news_cannot_be_thrown_away(cast: Any, client_of: Callable[[Any], Any]) -> None:
    a_thread(by=cast.alice)
    row = Delivery.objects.latest("pk")
    staff = client_of(cast.staff)
    assert staff.post(f"/admin/events/delivery/{row.pk}/delete/", {"post": "yes"}).status_code == 403
    staff.post("/admin/events/delivery/", {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert Delivery.objects.filter(pk=row.pk).exists()
