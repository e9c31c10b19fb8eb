"""Settings are typed, documented, and refuse what loses messages."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from django.test import override_settings

from tadpole.config.checks import one_process, shared_parts, sqlite_writes
from tadpole.config.env import Env

ROOT = Path(__file__).resolve().parents[3]
NAMES = ["TADPOLE_" + one.name.upper() for one in fields(Env)]


@pytest.mark.parametrize("file", [".env.example", "docs/settings.md"])
def test_every_variable_is_documented_and_nothing_else(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert sorted(set(re.findall(r"TADPOLE_[A-Z_]+", text))) == sorted(NAMES)
    assert all(one.metadata["doc"] in text for one in fields(Env))


def test_the_example_reads_back_as_the_defaults() -> None:
    lines = [
        line
        for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert Env.read(dict(line.split("=", 1) for line in lines)) == Env()


def test_nothing_else_reads_the_environment() -> None:
    starts_a_process = {"test.py", "test_services.py", "asgi.py", "wsgi.py", "celery.py", "metrics.py", "__main__.py"}
    starts_a_process |= {"worker.py", "postgres.py", "darkroom.py"}  # what they start is given this process's own
    allowed = {"env.py", *starts_a_process}
    readers = [
        str(path)
        for folder in ("site", "media", "community", "content", "campaigns", "search")
        for path in (ROOT / folder).rglob("*.py")
        if "os.environ" in path.read_text(encoding="utf-8") and path.name not in allowed
    ]
    assert readers == []


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("TADPOLE_DEBUG", "yes", True),
        ("TADPOLE_WEB_WORKERS", "3", 3),
        ("TADPOLE_HOSTS", "a.example, b.example,", ("a.example", "b.example")),
        ("TADPOLE_HOME", "/srv/pond", Path("/srv/pond")),
        ("TADPOLE_ORIGIN", "https://pond.example", "https://pond.example"),
    ],
)
def test_values_have_types(name: str, text: str, read: object) -> None:
    assert getattr(Env.read({name: text}), name.removeprefix("TADPOLE_").lower()) == read


def test_keys_of_before_come_from_a_file_too(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("frog, toad\n")
    given = {"TADPOLE_SECRET_KEY_FALLBACKS_FILE": str(tmp_path / "keys")}
    assert Env.read(given).secret_key_fallbacks == ("frog", "toad")


@pytest.mark.parametrize(("name", "text"), [("TADPOLE_DEBUG", "perhaps"), ("TADPOLE_WEB_WORKERS", "many")])
def test_what_cannot_be_read_is_named(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=name):
        Env.read({name: text})


def test_two_web_processes_are_refused_in_the_embedded_profile() -> None:
    assert one_process() == []
    with override_settings(ENV=Env(web_workers=2)):
        assert [one.id for one in one_process()] == ["tadpole.E001"]


def test_memory_of_one_process_is_refused_in_the_services_profile() -> None:
    assert shared_parts() == []
    with override_settings(PROFILE="services"):
        found = " ".join(one.msg for one in shared_parts())
    for part in ("CACHES", "RADIO_URL", "CELERY_BROKER_URL", "DATABASES"):
        assert part in found


@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
def test_sqlite_without_immediate_transactions_is_refused() -> None:
    lazy = {"default": {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {}}}
    with override_settings(DATABASES=lazy):
        assert [one.id for one in sqlite_writes()] == ["tadpole.E003"]


def test_a_start_with_two_processes_stops_with_the_reason(tmp_path: Path) -> None:
    environment = {"TADPOLE_HOME": str(tmp_path), "TADPOLE_WEB_WORKERS": "2", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "one web process" in done.stderr
