"""The watch over the clock."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from tadpole.config.celery import SCHEDULE, app
from tadpole.operations import health, readings, watch
from tadpole.operations.models import Run
from tadpole.operations.work import ENTRY, Work


@pytest.fixture(autouse=True)
def _tasks() -> None:
    app.loader.import_default_modules()


def test_every_entry_of_the_schedule_is_watched_and_leads_to_a_task() -> None:
    """An entry without its name in the header would never be noted; a task of another base would not note it."""
    assert len(SCHEDULE) >= 8
    for name, entry in SCHEDULE.items():
        assert entry["options"]["headers"] == {ENTRY: name}
        assert isinstance(app.tasks[entry["task"]], Work), name
    assert set(watch.periods()) == set(SCHEDULE)


@pytest.mark.django_db
def test_a_run_is_noted_from_its_start_to_its_end() -> None:
    entry = SCHEDULE["profiles.sweep"]
    app.tasks[entry["task"]].apply(headers=entry["options"]["headers"])
    run = Run.objects.get(task="profiles.sweep")
    assert run.finished_at is not None
    assert run.milliseconds is not None
    assert run.error == ""


@pytest.mark.django_db
def test_a_run_that_fails_is_not_finished() -> None:
    with pytest.raises(ValueError, match="no ink"), watch.watched("home.tell_lost"):
        raise ValueError("no ink")
    run = Run.objects.get(task="home.tell_lost")
    assert run.finished_at is None
    assert run.error == "ValueError: no ink"


@pytest.mark.django_db
def test_an_entry_that_is_late_is_seen_everywhere(
    cast: Any, client_of: Callable[[Any], Client], caplog: pytest.LogCaptureFixture
) -> None:
    now = timezone.now()
    for name, period in watch.periods().items():
        Run.objects.create(task=name, started_at=now - period, finished_at=now - period)
    assert watch.late(now) == []
    Run.objects.filter(task="events.prune").update(finished_at=now - timedelta(days=4))
    assert [one.name for one in watch.late(now)] == ["events.prune"]
    with pytest.raises(health.Trouble, match=r"late: events\.prune \(345600 s ago\)"):
        health.tasks()
    figures = {
        name: value
        for family in readings.of_tasks()
        for _, labels, value, *_ in family.samples
        for name in [(family.name, labels["task"])]
    }
    assert figures["tadpole_task_late", "events.prune"] == 1
    assert figures["tadpole_task_late", "events.sweep"] == 0
    assert figures["tadpole_task_age_seconds", "events.prune"] > 345_000
    with caplog.at_level(logging.ERROR, "tadpole.operations.watch"):
        assert watch.tell_late(now) == ["events.prune"]
    assert "late" in caplog.text
    page = client_of(cast.staff).get("/admin/operations/run/").content.decode()
    assert page.count("icon-no.svg") == 1


@pytest.mark.django_db
def test_an_entry_that_never_ran_is_late_three_periods_after_the_site_was_migrated() -> None:
    now = timezone.now()

    def migrated(ago: timedelta) -> set[str]:
        MigrationRecorder.Migration.objects.update(applied=now - ago)
        return {one.name for one in watch.late(now)}

    assert migrated(timedelta(seconds=30)) == set()
    assert "profiles.sweep" in migrated(timedelta(hours=1))
    assert "events.prune" not in migrated(timedelta(days=2, hours=23))
    for name in watch.periods().keys() - {"events.prune"}:
        Run.objects.create(task=name, started_at=now, finished_at=now)
    assert migrated(timedelta(days=3, hours=1)) == {"events.prune"}, "the others have just run, and it never has"


@pytest.mark.django_db
def test_an_entry_that_fails_each_time_from_its_first_run_on_is_late(time_machine: Any) -> None:
    began = timezone.now()
    for minute in range(5):
        time_machine.move_to(began + timedelta(minutes=minute), tick=False)
        with pytest.raises(ValueError, match="no ink"), watch.watched("home.tell_lost"):
            raise ValueError("no ink")
    [told] = [one for one in watch.overview(timezone.now()) if one.name == "home.tell_lost"]
    assert (told.late, told.said, told.error) == (True, "never", "ValueError: no ink")
    with watch.watched("home.tell_lost"):
        pass
    time_machine.move_to(began + timedelta(minutes=6), tick=False)
    with watch.watched("home.tell_lost"):
        pass
    assert Run.objects.get(task="home.tell_lost").started_at == began + timedelta(minutes=6)
    assert "home.tell_lost" not in [one.name for one in watch.late(timezone.now())]
