"""What every test may use."""

import gc
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.test import Client, TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import DjangoDbBlocker

from tests import database

CI = os.environ.get("CI") == "true"
DATA = Path(os.environ.get("TADPOLE_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
CHROMIUM = Path("/usr/bin/chromium-headless-shell")
"""Chromium without its window: a third of the work of the whole browser."""
# One day for all workers of a run, also if midnight comes in between.
os.environ.setdefault("TADPOLE_TEST_DAY", str(datetime.now(UTC).date()))
# What is found must not depend on what else the machine does.
hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("unhurried")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that need the public data or Chromium are left out where these are missing, and counted aloud; in CI they fail."""
    missing = [name for name, there in (("data", DATA.is_dir()), ("browser", CHROMIUM.exists())) if not there]
    if CI and missing:
        raise pytest.UsageError(f"missing on this machine: {', '.join(missing)} (TADPOLE_DATA={DATA}, {CHROMIUM})")
    if not config.pluginmanager.has_plugin("tests.servers.plugin"):
        missing.append("services")  # the second pass runs these
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in missing)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    # Files that take longest come first: the last minutes are short tests, and no worker ends long before another.
    seconds: dict[Path, float] = {}
    for item in items:
        seconds[item.path] = max(seconds.get(item.path, 0), seconds_of(item))
    items.sort(key=lambda item: -seconds[item.path])


def seconds_of(item: pytest.Item) -> float:
    """About how long the file of a test takes, as its marks tell: `long(seconds)`, half a minute if they only say that it is long."""
    if told := item.get_closest_marker("long"):
        return float(told.args[0] if told.args else 30)
    return 30 if any(map(item.get_closest_marker, ("browser", "services"))) else 0


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


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Each worker has a copy of one migrated database, instead of running all migrations."""
    with django_db_blocker.unblock():
        database.renew()
    yield


def commits(item: pytest.Item) -> bool:
    """Whether a test commits for good."""
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in getattr(item, "fixturenames", ()) or bool(marker and marker.kwargs.get("transaction"))


_committed = False


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """After a test that committed, the rows which migrations made (locales, root pages, groups) are put back."""
    global _committed
    if _committed and ("db" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db")):
        from django.contrib.contenttypes.models import ContentType
        from wagtail.models import Site

        database.renew()
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()
        _committed = False
    _committed = _committed or commits(item)


def seed_of(folder: Path) -> int:
    """The seed of the random order: a hash of the test files, so that whoever has the same files runs the same order."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py"), key=lambda path: path.relative_to(folder).as_posix()):
        if "__pycache__" not in path.relative_to(folder).parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return int(digest.hexdigest()[:8], 16)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """The order of the tests, and what a test costs besides what it tests.

    After one that committed the database is made anew: emptying every table as well would take longer than the test. Garbage is
    looked for rarely, because each look goes through all that Django holds.
    """
    if getattr(config.option, "randomly_seed", None) == "default":
        config.option.randomly_seed = seed_of(Path(__file__).parent)
    TransactionTestCase._fixture_teardown = lambda _self: None
    gc.set_threshold(100_000, 20, 20)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and (base := os.environ.get("TADPOLE_TEST_BASE")):
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Limits, cached pages, a blown fuse and the language of the last page do not leak from one story into the next."""
    from tadpole.events.connections import FUSE

    translation.deactivate()
    FUSE.mend()
    for one in ("default", "renditions"):
        caches[one].clear()
    yield
    cache.clear()


@pytest.fixture
def no_uploads(settings: Any, tmp_path: Path) -> None:
    """A place for uploads that holds none yet: a folder, or a bucket."""
    from tests.places import own_storage

    own = own_storage(tmp_path / "place")
    settings.MEDIA_ROOT = own["MEDIA_ROOT"]
    if "STORAGES" in own:
        settings.STORAGES = own["STORAGES"]


@pytest.fixture
def cast(db: None) -> Any:
    from tests.cast import Cast

    return Cast()


@pytest.fixture
def client_of() -> Callable[[Any], Client]:
    """A browser without a screen, signed in as somebody; staff have shown their second factor."""

    def signed_in(person: Any) -> Client:
        from tests.second_factor import shown

        client = Client()
        if person.is_authenticated:
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return shown(client, person) if person.is_staff else client

    return signed_in


@pytest.fixture
def settle() -> Callable[[], int]:
    """Let everybody hear what happened: runs all due deliveries, also those that follow from them."""
    from tadpole.events.bus import run_due

    return run_due
