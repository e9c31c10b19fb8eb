"""A home with the demo community in it, made once and kept: `tests.running.running(home, source=seeded_home)` serves a copy."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests import database

ROOT = database.ROOT
CONFIG = ROOT / "site" / "tadpole" / "config"
WRITERS = ("actions", "models", "listeners", "rules")
"""Shelves whose change may change what the seed writes."""


def fingerprint() -> str:
    """Changes with the migrations, the demo data, the seed, what it calls, and the day: its times count from now."""
    digest = hashlib.sha256(f"{database.fingerprint()} {os.environ['TADPOLE_TEST_DAY']}".encode())
    files = [*CONFIG.glob("demo/**/*"), *CONFIG.glob("seeding/*.py"), *CONFIG.glob("management/commands/seed_demo.py")]
    files += [
        path
        for app in ("community", "content", "campaigns", "media", "search", "site")
        for path in (ROOT / app).glob("**/*.py")
        if writes(path)
    ]
    for path in sorted(
        {path for path in files if path.is_file() and "__pycache__" not in path.relative_to(ROOT).parts}
    ):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def writes(path: Path) -> bool:
    return path.stem in WRITERS or path.parent.name in WRITERS


def seeded() -> Path:
    """The home to copy; made when it is not there, which takes half a minute. Needs Django set up and database access allowed."""
    kept = database.KEPT / "seeded"
    kept.mkdir(parents=True, exist_ok=True)
    wanted = kept / fingerprint()
    source = database.migrated()
    with database.only_one(kept / "lock"):
        if not wanted.exists():
            for old in kept.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            half_made = kept / f"half-made-{os.getpid()}"
            half_made.mkdir()
            shutil.copyfile(source, half_made / "tadpole.sqlite3")
            seed(half_made)
            half_made.replace(wanted)
    return wanted


def seed(home: Path) -> None:
    """As an operator does it, in a process of its own."""
    environment = {
        **os.environ,
        "TADPOLE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.embedded",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "seed_demo"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-4000:]


@pytest.fixture(scope="session")
def seeded_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Path:
    """The folder that holds the seeded tadpole.sqlite3 and uploads; copy it, do not write into it."""
    with django_db_blocker.unblock():
        return seeded()
