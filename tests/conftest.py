"""What every test may use."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.live_server_helper import LiveServer  # noqa: F401  the fixture's type

CI = os.environ.get("CI") == "true"
DATA = Path(os.environ.get("TADPOLE_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
CHROMIUM = Path("/usr/bin/chromium")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that need the public data or Chromium are left out where these are missing, and counted aloud; in CI they fail."""
    missing = [name for name, there in (("data", DATA.is_dir()), ("browser", CHROMIUM.exists())) if not there]
    if CI and missing:
        raise pytest.UsageError(f"missing on this machine: {', '.join(missing)} (TADPOLE_DATA={DATA}, {CHROMIUM})")
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in missing)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_report_header() -> list[str]:
    return [f"public data: {DATA if DATA.is_dir() else 'absent, its tests are deselected'}"]


@pytest.fixture(scope="session")
def public_data() -> Callable[[str], list[dict[str, Any]]]:
    """Records of a file of the public data, by name without .jsonl. Mark such tests with `data`."""

    def read(name: str) -> list[dict[str, Any]]:
        with (DATA / f"{name}.jsonl").open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    return read


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return DATA


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Limits and cached pages do not leak from one story into the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Any:
    from tests.cast import Cast

    return Cast()


@pytest.fixture
def client_of() -> Callable[[Any], Client]:
    """A browser without a screen, signed in as somebody."""

    def signed_in(person: Any) -> Client:
        client = Client()
        if person.is_authenticated:
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture
def settle() -> Callable[[], int]:
    """Let everybody hear what happened: runs all due deliveries, also those that follow from them."""
    from tadpole.events.bus import run_due

    return run_due
