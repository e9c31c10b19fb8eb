"""A test that fails only among others is told by name and forgiven three times; one that fails alone fails the run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import seed_of

ROOT = Path(__file__).resolve().parents[1]
STORY = """
import pytest
from pathlib import Path

if {flaky}:
    @pytest.mark.parametrize("number", range({flaky}))
    def test_shaky(number):
        mark = Path(__file__).with_name(f"ran-{{number}}")
        first = not mark.exists()
        mark.touch()
        assert not first, "another test was in the way"

if {failing}:
    def test_wrong():
        assert False

def test_fine():
    pass
"""

pytestmark = pytest.mark.embedded


def run(folder: Path, *, flaky: int = 0, failing: bool = False, more: tuple[str, ...] = ()) -> tuple[int, str]:
    """Exit code and output of a run of that many tests of each kind, and a fine one."""
    for old in folder.glob("ran-*"):
        old.unlink()
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_story.py").write_text(STORY.format(flaky=flaky, failing=failing))
    ours = ("PYTEST_", "DJANGO_", "TADPOLE_", "COV_")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environ |= {
        "PYTHONPATH": str(ROOT),
        "TADPOLE_FLAKY": str(folder / "flaky.txt"),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    command = [sys.executable, "-m", "pytest", "-p", "tests.flaky", "-p", "no:cacheprovider", *more]
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout


def test_up_to_three_are_told_and_forgiven_in_both_passes_together(tmp_path: Path) -> None:
    code, said = run(tmp_path, flaky=2, more=("-p", "xdist", "-n", "2", "--dist", "loadfile"))
    assert code == 0, said
    assert "FLAKY test_story.py::test_shaky[0]" in said and "FLAKY test_story.py::test_shaky[1]" in said
    assert "another test was in the way" in said
    assert "1 passed, 2 flaky in" in said.splitlines()[-1]

    code, said = run(tmp_path)  # the second pass has none, and tells of those of the first
    assert code == 0 and "FLAKY test_story.py::test_shaky[1]" in said and "1 passed in" in said.splitlines()[-1]

    (tmp_path / "flaky.txt").write_text("a.py::test_a\nb.py::test_b\n")
    code, said = run(tmp_path, flaky=2)
    assert code == 1 and "4 flaky tests are more than 3" in said


def test_one_that_fails_alone_fails_the_run(tmp_path: Path) -> None:
    code, said = run(tmp_path, flaky=1, failing=True)
    assert code == 1
    assert "FLAKY test_story.py::test_shaky[0]" in said and "FLAKY test_story.py::test_wrong" not in said
    assert "FAILED test_story.py::test_wrong" in said
    assert "1 failed, 1 passed, 1 flaky in" in said.splitlines()[-1]


def test_a_run_that_was_cut_short_is_not_forgiven(tmp_path: Path) -> None:
    code, said = run(tmp_path, flaky=1, more=("-x",))
    assert code == 1 and "1 failed" in said.splitlines()[-1]


def test_the_order_follows_from_the_test_files_alone(tmp_path: Path) -> None:
    for place in ("one", "二 two"):
        (tmp_path / place / "story").mkdir(parents=True)
        (tmp_path / place / "story" / "test_frog.py").write_text("def test_it(): pass\n")
        (tmp_path / place / "notes.txt").write_text(place)
    first = seed_of(tmp_path / "one")
    assert first == seed_of(tmp_path / "二 two") < 2**32
    (tmp_path / "one" / "story" / "__pycache__").mkdir()
    (tmp_path / "one" / "story" / "__pycache__" / "made.py").touch()
    assert first == seed_of(tmp_path / "one")
    (tmp_path / "one" / "test_new.py").touch()
    assert first != seed_of(tmp_path / "one")
