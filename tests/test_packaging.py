"""What is installed elsewhere is what is here: the wheel, the locks and the folder names."""

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

ROOT = Path(__file__).resolve().parents[1]
FLOORS = {"site/tadpole": "tadpole", "media": "media", "community": "community", "content": "content"}
FLOORS |= {"campaigns": "campaigns", "search": "search"}
UNPACKED = {"__pycache__", ".DS_Store"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel as `pip install .` would build it, from the tree as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("tadpole-*.whl")
    with zipfile.ZipFile(built) as opened:
        yield opened


def belonging() -> Iterator[tuple[Path, str]]:
    """Every file of the project's packages and the name it has when installed."""
    for here, installed in FLOORS.items():
        for path in sorted((ROOT / here).rglob("*")):
            if (
                path.is_dir()
                or UNPACKED & set(path.relative_to(ROOT).parts)
                or path.suffix in {".mo", ".pot", ".pyc", ".new"}
            ):
                continue
            if path.name == "README.md" and path.parent == ROOT / here:
                continue
            yield path, f"{installed}/{path.relative_to(ROOT / here).as_posix()}"


def test_every_file_of_the_project_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    packed = set(wheel.namelist())
    assert [name for _, name in belonging() if name not in packed] == []


@pytest.mark.parametrize("ending", ["/apps.py", ".html", ".css", ".svg", ".webp", ".mo", "/migrations/0001_initial.py"])
def test_each_kind_of_file_is_in_the_wheel(wheel: zipfile.ZipFile, ending: str) -> None:
    assert [name for name in wheel.namelist() if name.endswith(ending)]


def test_every_catalogue_is_in_the_wheel_compiled(wheel: zipfile.ZipFile) -> None:
    catalogues = [name for path, name in belonging() if path.suffix == ".po"]
    assert {name.split("/")[-3] for name in catalogues} == {"zh_Hans", "zh_Hant"}
    for name in catalogues:
        with wheel.open(name.removesuffix(".po") + ".mo") as compiled:
            assert read_mo(compiled).charset == "utf-8", name


def test_nothing_but_the_project_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.startswith("tadpole-")} == set(FLOORS.values())
    assert not [name for name in wheel.namelist() if name.endswith((".sqlite3", ".pot", ".pyc", ".env"))]


def test_the_wheel_has_the_command_and_the_licence(wheel: zipfile.ZipFile) -> None:
    (points,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    assert "tadpole = tadpole.__main__:main" in wheel.read(points).decode()
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())


def pinned(file: str) -> dict[str, str]:
    """Name → version in a requirements file; every line of it must carry hashes."""
    found = {}
    for block in re.split(r"\n(?=[a-z0-9])", (ROOT / file).read_text("utf-8")):
        if match := re.match(r"([a-zA-Z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", block):
            assert "--hash=sha256:" in block, f"{file}: {match[1]} has no hash"
            found[normal(match[1])] = match[2]
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    return {normal(re.split(r"[\[<>=!~ ;]", one, maxsplit=1)[0]) for one in requirements}


def test_the_lock_names_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = names(project["project"]["dependencies"]) | names(project["build-system"]["requires"])
    assert needed - pinned("requirements.txt").keys() == set()
    assert names(project["dependency-groups"]["dev"]) - pinned("requirements-dev.txt").keys() == set()


def test_both_locks_agree() -> None:
    runtime, dev = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert {name: (version, dev.get(name)) for name, version in runtime.items() if dev.get(name) != version} == {}


def test_what_runs_here_is_what_is_locked() -> None:
    wrong = {name: version(name) for name, wanted in pinned("requirements.txt").items() if version(name) != wanted}
    assert wrong == {}


def test_locks_hold_no_path_of_a_machine() -> None:
    for file in ("requirements.txt", "requirements-dev.txt"):
        assert not re.search(r"/(home|root|work|tmp|Users)/|https?://", (ROOT / file).read_text("utf-8")), file


def test_site_is_a_source_root_and_git_does_not_hide_the_project() -> None:
    assert not list((ROOT / "site").glob("*.py"))
    hidden = {line.strip("/ ") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
    assert not hidden & {"site", "media", "search", "content", "community", "campaigns"}
