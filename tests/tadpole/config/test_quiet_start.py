"""A start says nothing that nobody acts on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ROOT


@pytest.mark.parametrize("arguments", [[], ["--deploy"]])
def test_the_checks_of_the_embedded_site_are_silent(tmp_path: Path, arguments: list[str]) -> None:
    """Also with deprecations as errors: ours and those of what we start with."""
    environment = {
        **os.environ,
        "TADPOLE_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tadpole.config.settings.embedded",
    }
    command = [sys.executable, "-W", "error::DeprecationWarning", "manage.py", "check", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    assert done.stderr == ""
