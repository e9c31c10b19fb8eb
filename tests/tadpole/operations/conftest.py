"""Switches are the whole process's, so each story puts them back."""

from collections.abc import Iterator

import pytest

from tadpole.operations import health, switches


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    health.forget()
    yield
    switches.flag().unlink(missing_ok=True)
    switches._kept = (float("-inf"), switches.OPEN)
