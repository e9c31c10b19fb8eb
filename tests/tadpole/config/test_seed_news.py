"""What a seed leaves for later: told beside an open site, told once, told again from where it was interrupted."""

import io
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from community.notifications.models import Notice
from community.threads.models import Post
from tadpole.config.management.commands.serve import finishing
from tadpole.config.seeding import closing
from tadpole.events import bus
from tests.factories.threads import a_reply, a_thread

pytestmark = [pytest.mark.django_db, pytest.mark.embedded]


@pytest.fixture
def reply(cast: Any, settings: Any, tmp_path: Path) -> Post:
    """Bob answered Alice while the site was seeded; nobody was told."""
    settings.HOME = tmp_path
    post = a_reply(by=cast.bob, thread=a_thread(by=cast.alice))
    Post.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(days=3))
    closing.leave_news(timezone.now(), 1)
    return post


def test_the_news_waits_for_the_one_who_tells_it(cast: Any, reply: Post) -> None:
    assert bus.run_due() == 0 and bus.sweep(timezone.now() + timedelta(minutes=2)) == 0
    assert bus.forgive_clock(timezone.now()) == 0, "the beat would make it due at once"
    assert not Notice.objects.exists()

    assert closing.finish(io.StringIO(), beside=True)
    reply.refresh_from_db()
    told = Notice.objects.get(to=cast.alice, key=f"post:{reply.pk}")
    assert told.created_at == reply.created_at and told.read_at is not None
    assert not closing.note_path().exists()
    assert not closing.finish(io.StringIO())


def test_what_was_interrupted_goes_on(cast: Any, reply: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = bus.deliver_together, []

    def once(pks: list[int]) -> int:
        calls.append(pks)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return real(pks)

    monkeypatch.setattr(closing, "PIECE", 1)
    monkeypatch.setattr(bus, "deliver_together", once)
    with pytest.raises(KeyboardInterrupt):
        closing.finish(io.StringIO(), beside=True)
    assert closing.note_path().exists()
    monkeypatch.setattr(bus, "deliver_together", real)
    assert closing.finish(io.StringIO(), beside=True)
    assert Notice.objects.filter(to=cast.alice, key=f"post:{reply.pk}").count() == 1


def test_the_news_of_a_visitor_stays_new(cast: Any, reply: Post) -> None:
    answer = a_reply(by=cast.outsider, thread=reply.thread)
    assert closing.finish(io.StringIO(), beside=True)
    assert Notice.objects.get(to=cast.alice, key=f"post:{answer.pk}").read_at is None
    assert Notice.objects.get(to=cast.alice, key=f"post:{reply.pk}").read_at is not None


def test_the_site_starts_the_one_who_tells_it_only_when_something_is_left(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []

    class Process:
        def __init__(self, command: list[str], **_options: Any) -> None:
            started.append(command)

        def terminate(self) -> None:
            started.append("terminated")

        def wait(self) -> None:
            pass

    monkeypatch.setattr(subprocess, "Popen", Process)
    settings.HOME = tmp_path
    with finishing():
        assert started == []
    closing.note_path().write_text("{}")
    with finishing():
        assert started == [[sys.executable, sys.argv[0], "seed_demo", "--finish"]]
    assert started[1:] == ["terminated"]
