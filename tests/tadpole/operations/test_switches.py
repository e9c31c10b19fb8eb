"""What a request knows of the switches costs it nothing while the database is away."""

from typing import Any

import pytest
from django.db import OperationalError

from tadpole.operations import switches


def test_a_database_that_does_not_answer_is_waited_for_once(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    clock, asked = [100.0], []

    def away() -> switches.State:
        asked.append(clock[0])
        clock[0] += 5  # as long as the pool waits for a connection
        raise OperationalError("couldn't get a connection")

    settings.SWITCH_SECONDS = 1.0
    known = switches.State(read_only={"": "moving"})
    monkeypatch.setattr(switches, "_kept", (98.0, known))
    monkeypatch.setattr(switches.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(switches, "ask", away)
    for _ in range(3):
        assert switches.state() == known
    assert asked == [100.0]
    clock[0] += 12
    switches.state()
    assert asked == [100.0, 117.0]
