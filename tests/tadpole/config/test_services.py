"""The services profile takes its addresses from the environment, has no secret of its own and keeps nothing in one process's memory."""

import json
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
