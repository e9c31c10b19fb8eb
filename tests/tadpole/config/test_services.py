"""The services profile takes its addresses from the environment, has no secret of its own and keeps nothing in one process's memory."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
ADDRESSES = {
    "TADPOLE_SECRET_KEY": "a-key-of-the-operator",
    "TADPOLE_DATABASE_URL": "postgres://pond:frog@db.example:5432/tadpole",
    "TADPOLE_REDIS_URL": "redis://:toad@redis.example:6379/0",
    "TADPOLE_ELASTICSEARCH_URL": "https://search.example:9200",
    "TADPOLE_EMAIL_URL": "smtp+tls://post:newt@mail.example:587",
    "TADPOLE_ORIGIN": "https://pond.example",
    "TADPOLE_HOSTS": "pond.example",
    "TADPOLE_WEB_WORKERS": "4",
}
ASKED = """
import json
from tadpole.config.settings import services as s
from django.conf import settings
settings.configure(**{name: getattr(s, name) for name in dir(s) if name.isupper()})
from tadpole.config import checks
found = [one.id for check in (checks.one_process, checks.shared_parts, checks.sqlite_writes) for one in check()]
names = ["SECRET_KEY", "DATABASES", "CACHES", "RADIO_URL", "CELERY_BROKER_URL", "EMAIL_HOST", "EMAIL_USE_TLS", "ALLOWED_HOSTS",
         "CSRF_TRUSTED_ORIGINS", "SESSION_COOKIE_SECURE", "DEBUG"]
print(json.dumps({"found": found, **{name: getattr(s, name) for name in names}}))
"""


def asked(**environment: str) -> subprocess.CompletedProcess[str]:
    """What the profile's settings are, read by a process of its own that sees only these variables."""
    return subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_addresses_are_read_and_nothing_is_kept_in_one_process() -> None:
    done = asked(**ADDRESSES)
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    assert read["found"] == []
    assert read["SECRET_KEY"] == "a-key-of-the-operator"
    database = read["DATABASES"]["default"]
    assert (database["ENGINE"], database["HOST"], database["NAME"], database["PASSWORD"]) == (
        "django.db.backends.postgresql",
        "db.example",
        "tadpole",
        "frog",
    )
    assert {one["LOCATION"] for one in read["CACHES"].values()} == {ADDRESSES["TADPOLE_REDIS_URL"]}
    assert read["RADIO_URL"] == ADDRESSES["TADPOLE_REDIS_URL"]
    assert read["CELERY_BROKER_URL"] == ADDRESSES["TADPOLE_REDIS_URL"]
    assert (read["EMAIL_HOST"], read["EMAIL_USE_TLS"]) == ("mail.example", True)
    assert (read["ALLOWED_HOSTS"], read["CSRF_TRUSTED_ORIGINS"]) == (["pond.example"], ["https://pond.example"])
    assert read["SESSION_COOKIE_SECURE"] is True and read["DEBUG"] is False


@pytest.mark.parametrize("missing", ["TADPOLE_SECRET_KEY", "TADPOLE_DATABASE_URL", "TADPOLE_REDIS_URL"])
def test_a_missing_address_is_named_and_nothing_stands_in_for_it(missing: str) -> None:
    done = asked(**{name: text for name, text in ADDRESSES.items() if name != missing})
    assert done.returncode != 0
    assert done.stderr.strip().splitlines()[-1].endswith(f"The services profile needs {missing}")
    assert not any(secret in done.stderr for secret in ("frog", "toad", "newt"))


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [("TADPOLE_REDIS_URL", "memory://", "E002"), ("TADPOLE_DATABASE_URL", "sqlite:///pond.sqlite3", "E002")],
)
def test_memory_and_files_of_one_process_are_refused(name: str, text: str, part: str) -> None:
    done = asked(**{**ADDRESSES, name: text})
    assert done.returncode == 0, done.stderr
    assert any(one.endswith(part) for one in json.loads(done.stdout)["found"])


KEY = "7hGt0Pz0wLq7ZVbX2mN8sKdT4yRfGhJ1cPaE6uI3oB5vWxQ9zAnMlYt"
GOOD = {
    **ADDRESSES,
    "TADPOLE_SECRET_KEY": KEY,
    "TADPOLE_FILES_URL": "https://key:secret@files.example/pond",
}


def checked(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check` of the services profile."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--fail-level", "WARNING", *options],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.services",
            "TADPOLE_HOME": str(folder),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_site_that_is_set_up_well_is_fit_to_be_deployed(tmp_path: Path) -> None:
    assert "tadpole.W002" in checked(tmp_path, "--deploy", **{**GOOD, "TADPOLE_WEB_WORKERS": "1"}).stderr
    (tmp_path / "static").mkdir(exist_ok=True)
    (tmp_path / "static/staticfiles.json").write_text('{"version": "1.1", "paths": {}, "hash": ""}')
    done = checked(tmp_path, "--deploy", **{**GOOD, "TADPOLE_WEB_WORKERS": "1"})
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("TADPOLE_SECRET_KEY", "django-insecure-" + KEY, "E005"),
        ("TADPOLE_SECRET_KEY", "short", "E005"),
        ("TADPOLE_SECRET_KEY", "kept" * 20, "E005"),
        ("TADPOLE_DEBUG", "1", "E006"),
        ("TADPOLE_ORIGIN", "http://pond.example", "E007"),
        ("TADPOLE_HOSTS", "localhost", "E008"),
        ("TADPOLE_EMAIL_URL", "consolemail://", "E009"),
        ("TADPOLE_FILES_URL", "", "W001"),
    ],
)
def test_what_no_site_for_people_may_have_is_refused(tmp_path: Path, name: str, text: str, number: str) -> None:
    (tmp_path / "secret_key").write_text(KEY.swapcase())
    done = checked(tmp_path, "--tag", "profiles", **{**GOOD, "TADPOLE_WEB_WORKERS": "1", name: text})
    assert done.returncode != 0
    assert set(re.findall(r"tadpole\.(\w+)", done.stderr)) == {number}, done.stderr
    assert text not in done.stderr or name != "TADPOLE_SECRET_KEY"


def test_the_key_of_the_embedded_profile_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text(KEY)
    assert "tadpole.E005" in checked(tmp_path, "--tag", "profiles", **GOOD).stderr


def test_over_http_it_may_be_tried_on_the_machine_itself(tmp_path: Path) -> None:
    local = {"TADPOLE_ORIGIN": "http://localhost:8100", "TADPOLE_HOSTS": "localhost", "TADPOLE_WEB_WORKERS": "1"}
    assert checked(tmp_path, "--tag", "profiles", **{**GOOD, **local}).returncode == 0


def test_all_missing_addresses_are_named_at_once(tmp_path: Path) -> None:
    said = checked(tmp_path, TADPOLE_SECRET_KEY=KEY).stderr
    assert "needs TADPOLE_DATABASE_URL, TADPOLE_REDIS_URL, TADPOLE_ELASTICSEARCH_URL, TADPOLE_EMAIL_URL" in said


@pytest.mark.parametrize(
    ("profile", "command", "said"),
    [
        ("services", "serve", "manage.py web, sockets, worker and beat"),
        ("embedded", "web", "manage.py serve"),
    ],
)
def test_a_command_of_the_other_profile_says_which_one_is_meant(
    tmp_path: Path, profile: str, command: str, said: str
) -> None:
    environment = {**GOOD, "TADPOLE_HOME": str(tmp_path), "TADPOLE_WEB_WORKERS": "1", "PATH": "/usr/bin:/bin"}
    environment["DJANGO_SETTINGS_MODULE"] = f"tadpole.config.settings.{profile}"
    done = subprocess.run(
        [sys.executable, "manage.py", command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert said in done.stderr
