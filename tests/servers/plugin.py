"""The second pass: `python -m pytest -p tests.servers.plugin` runs on real servers what touches them.

The process that was called starts the servers once and stops them at the end; every xdist worker has a database, a Redis
number and names of its own on them. See `belongs` for which tests are run.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.servers.disk import can_mount
from tests.servers.guard import guarded
from tests.servers.together import KINDS, Together

SETTINGS = "tadpole.config.settings.test_services"
STARTED_AT = "TADPOLE_TEST_SERVERS"
MISSING = "TADPOLE_TEST_SERVERS_MISSING"
ROOM = 4 * 1024**3
"""Bytes; a run writes a quarter of that."""
NOWHERE = {
    "TADPOLE_ELASTICSEARCH_URL": "http://127.0.0.1:9",
    "TADPOLE_EMAIL_URL": "smtp://127.0.0.1:9",
    "TADPOLE_SECRET_KEY": "a key for tests, which sign nothing that lives longer than they do",
}
"""What the settings insist on, where this machine has no such server: nobody answers there."""


def pytest_addoption(parser: pytest.Parser) -> None:
    names = ",".join(module for module, _name, _variable in KINDS)
    parser.addoption(
        "--servers",
        default=names,
        help="only these, with postgres and redis (the tests of others are deselected): %(default)s",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Before Django reads its settings: the servers run, and the environment says where."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        start(("postgres", "redis", *early_config.known_args_namespace.servers.split(",")))
    os.environ.update(places_of(worker or "main"))
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    return (yield)


_together: Together | None = None
_left_out: dict[str, int] = {}


def start(only: tuple[str, ...]) -> None:
    global _together
    folder = Path(tempfile.mkdtemp(prefix="tadpole-servers-", dir=memory()))
    folder.chmod(0o755)  # PostgreSQL's user passes through
    os.environ[STARTED_AT] = str(folder)
    guarded(folder)
    os.environ["TMPDIR"] = tempfile.tempdir = str(
        folder / "temporary"
    )  # of this process, its workers, and all they start
    Path(tempfile.tempdir).mkdir()
    _together = Together(folder, only=only)
    _together.start()
    os.environ.update({**NOWHERE, **_together.environment()})
    lacking = {module for module, _name, _variable in KINDS if module not in _together.servers}
    lacking |= set(_together.missing)
    if os.environ.get("CI") == "true" and lacking:
        stop()
        raise pytest.UsageError(f"missing on this machine: {_together.why or sorted(lacking)}")
    if not can_mount():
        lacking.add("disk")  # no package brings the right to mount one
    os.environ[MISSING] = ",".join(sorted(lacking))


def memory() -> str | None:
    """A folder in memory with room for all that the servers and tests write, where there is one: a database is copied there in a
    tenth of the time. The disk otherwise; what tests kill are processes, so what these wrote is still there in both."""
    place = Path("/dev/shm")
    if not os.access(place, os.W_OK) or shutil.disk_usage(place).free < ROOM:
        return None
    return None if os.statvfs(place).f_flag & os.ST_NOEXEC else str(place)  # a server unpacks what it runs


def stop() -> None:
    if _together is not None:
        _together.stop()
        shutil.rmtree(os.environ[STARTED_AT], ignore_errors=True)


def places_of(worker: str) -> dict[str, str]:
    """The addresses of what is this worker's alone."""
    number = int(worker.removeprefix("gw")) + 1 if worker.startswith("gw") else 0
    own = {
        "TADPOLE_DATABASE_URL": with_path(os.environ["TADPOLE_DATABASE_URL"], f"/tadpole_{worker}"),
        "TADPOLE_REDIS_URL": with_path(os.environ["TADPOLE_REDIS_URL"], f"/{number}"),
        "TADPOLE_SEARCH_PREFIX": f"tadpole-{worker}",
    }
    if files := os.environ.get("TADPOLE_FILES_URL"):
        bucket = f"uploads-{worker}"
        (Path(os.environ[STARTED_AT]) / "s3" / "data" / bucket).mkdir(exist_ok=True)
        own["TADPOLE_FILES_URL"] = with_path(files, f"/{bucket}")
    return own


def with_path(address: str, path: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=path))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    stop()


@pytest.fixture(autouse=True, scope="session")
def _patience() -> None:
    """A search server that shares two cores with all else is slow now and then, and not away. Those who try the waiting set less."""
    from search.index.engines.elasticsearch import door

    door.CONNECT, door.READ = 10.0, 30.0


@pytest.fixture(autouse=True, scope="session")
def _written() -> Iterator[list[str]]:
    """Notes each writing of this process into the index."""
    from search.index.engines.elasticsearch import keeping

    written: list[str] = []
    send = keeping.send

    def noted(*given: Any) -> bool:
        written.append("one")
        return send(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "send", noted)
        yield written


@pytest.fixture(autouse=True)
def _empty_index(request: pytest.FixtureRequest, _written: list[str]) -> Iterator[None]:
    """What a test wrote into the index, itself or by processes that it started, is no row any more in the next."""
    yield
    if "db" not in request.fixturenames or "elasticsearch" in os.environ[MISSING]:
        return
    if not _written and request.node.get_closest_marker("services") is None:
        return
    from search.index.engines.elasticsearch import door, keeping

    door.show()
    while hits := door.client().search(index=keeping.things(), size=5_000, source=False).body["hits"]["hits"]:
        keeping.drop([hit["_id"] for hit in hits], keeping.moment())
        door.show()
    _written.clear()


def belongs(item: pytest.Item) -> bool:
    """Whether a test is run again on the servers: it uses the database, or is made for them.

    Pure tests would say the same again, and so would those marked `once`. `embedded` ones are about SQLite or the one process;
    `browser` ones run that process.
    """
    if item.get_closest_marker("services"):
        return True
    if any(item.get_closest_marker(name) for name in ("embedded", "browser", "bench", "once")):
        return False
    return "db" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db") is not None


def lacks(item: pytest.Item) -> bool:
    """Whether it needs a server that this machine has not got: `@pytest.mark.services("s3")`, `@pytest.mark.needs("elasticsearch")`."""
    missing = set(filter(None, os.environ[MISSING].split(",")))
    return any(missing & set(mark.args) for name in ("services", "needs") for mark in item.iter_markers(name))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    counts = {
        "said by the first pass already": [item for item in items if not belongs(item)],
        "whose servers are missing": [item for item in items if belongs(item) and lacks(item)],
    }
    left_out = [item for group in counts.values() for item in group]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if belongs(item) and not lacks(item)]
    _left_out.update({why: len(group) for why, group in counts.items()})
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = _left_out


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """By files, but all of `tests/faults` to one worker: its site is started once, not by each worker that meets one of its files."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

    class ByStand(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "tests/faults" if nodeid.startswith("tests/faults/") else str(super()._split_scope(nodeid))

    return ByStand(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every worker collects the same; one tells."""
    _left_out.update(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    told = ", ".join(f"{count} {why}" for why, count in _left_out.items() if count)
    terminalreporter.write_line(f"second pass: {told or 'nothing'} left out")


def pytest_report_header() -> list[str]:
    missing = os.environ[MISSING]
    return [f"servers: {'without ' + missing + ', their tests are deselected' if missing else 'all'}"]
