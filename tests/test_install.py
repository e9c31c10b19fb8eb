"""The locked lists can be installed whatever came out since: every package has a version 9999 in the index that is asked.

The index is made of what is installed here: wheels with the same names, versions and requirements. Only what an installation runs
(pip, uv, the build backend) holds its files.
"""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.machinery import SourceFileLoader
from importlib.metadata import Distribution, distributions
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
NEWER = "9999"
LISTS = ("requirements.txt", "requirements-services.txt", "requirements-dev.txt", ".ci/uv.txt")
RUNS = {"uv", "pip", "hatchling", "editables", "babel", "packaging", "pathspec", "pluggy", "trove-classifiers"}
"""What an installation runs, and so has to be whole."""
BUILD_HOOK = [f"site/tadpole/{name}.py" for name in ("__init__", "config/__init__", "config/catalogues")]

pytestmark = pytest.mark.embedded


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_words: object) -> None:
        pass


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def packed(one: Distribution, version: str, folder: Path, *, whole: bool) -> tuple[str, str]:
    """A wheel of that distribution in the index; (its file name, its SHA-256)."""
    stem = f"{normal(one.name).replace('-', '_')}-{version}"
    metadata = re.sub(r"^Version: .*", f"Version: {version}", one.read_text("METADATA") or "", count=1, flags=re.M)
    files = {
        f"{stem}.dist-info/METADATA": metadata.encode(),
        f"{stem}.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{stem}.dist-info/entry_points.txt": (one.read_text("entry_points.txt") or "").encode(),
    }
    for file in (one.files or []) if whole else []:
        if ".dist-info" in file.parts[0] or "__pycache__" in file.parts:
            continue
        own_program = file.parts[:3] == ("..", "..", "..") and file.parts[3] == "bin" and one.name == "uv"
        name = f"{stem}.data/scripts/{file.name}" if own_program else file.as_posix()
        if not name.startswith(".."):
            files[name] = Path(str(one.locate_file(file))).read_bytes()
    record = [f"{name},sha256={digest(content)},{len(content)}" for name, content in files.items()]
    files[f"{stem}.dist-info/RECORD"] = "\n".join([*record, f"{stem}.dist-info/RECORD,,", ""]).encode()
    path = folder / normal(one.name) / f"{stem}-py3-none-any.whl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as wheel:
        for name, content in files.items():
            about = zipfile.ZipInfo(name)
            about.external_attr = (0o100755 if "/scripts/" in name else 0o100644) << 16
            wheel.writestr(about, content)
    return path.name, hashlib.sha256(path.read_bytes()).hexdigest()


def digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


@dataclass
class Place:
    """A checkout with our scripts and lists, whose hashes are those of the index at `address`."""

    tree: Path
    address: str
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.tree, env=self.environment, capture_output=True, text=True, timeout=300, check=False
        )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    index = tmp_path_factory.mktemp("index")
    hashes = {}
    for one in distributions():
        name = normal(one.name)
        if name == "tadpole":
            continue
        made = [packed(one, one.version, index, whole=name in RUNS), packed(one, NEWER, index, whole=False)]
        hashes[name] = made[0][1]
        links = [f'<a href="{file}#sha256={sha}">{file}</a>' for file, sha in made]
        (index / name / "index.html").write_text("<!DOCTYPE html>" + "\n".join(links))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(index)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        folder = tmp_path_factory.mktemp("a checkout 小蝌蚪")
        yield checkout(folder, f"http://127.0.0.1:{server.server_port}/", hashes)
    finally:
        server.shutdown()
        server.server_close()


def checkout(folder: Path, address: str, hashes: dict[str, str]) -> Place:
    tree = folder / "test"
    shutil.copytree(ROOT / ".ci", tree / ".ci")
    for name in ("pyproject.toml", "README.md", "LICENSE", "hatch_build.py", *BUILD_HOOK):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tree / name)
    for name in LISTS:
        (tree / name).write_text(with_hashes((ROOT / name).read_text("utf-8"), hashes), encoding="utf-8")
    (folder / "pip.conf").write_text(f"[global]\nindex-url = {address}\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    own = {"HOME": str(folder), "UV_CACHE_DIR": str(folder / "cache"), "PIP_CONFIG_FILE": str(folder / "pip.conf")}
    return Place(tree, address, {**kept, **own, "PYTHON": sys.executable, "NO_PROXY": "127.0.0.1"})


def with_hashes(text: str, hashes: dict[str, str]) -> str:
    """The list with the hash of the index's wheel at each package that is there."""
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    for number, block in enumerate(blocks):
        name = normal(re.split(r"[\[=]", block, maxsplit=1)[0])
        if "==" in block.partition("\n")[0] and name in hashes:
            first = block.partition("\n")[0]
            blocks[number] = f"{first}\n    --hash=sha256:{hashes[name]}"
    return "\n".join(blocks) + "\n"


def locked(file: Path) -> dict[str, str]:
    return {normal(name): version for name, version in re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^\s;]+)", file.read_text("utf-8"), re.M)}  # fmt: skip


def installed(place: Place, venv: str) -> dict[str, str]:
    told = place.run(f"{venv}/bin/uv", "pip", "list", "--python", f"{venv}/bin/python", "--format", "freeze").stdout
    return {normal(name): version for name, _, version in (line.partition("==") for line in told.splitlines())}


def test_a_newer_version_of_everything_changes_nothing(place: Place) -> None:
    done = place.run("bash", ".ci/install", ".venv", "requirements-dev.txt")
    assert done.returncode == 0, done.stderr
    there = installed(place, ".venv")
    wanted = locked(place.tree / "requirements-dev.txt")
    assert len(wanted) > 150 and "tadpole" in there
    assert NEWER not in there.values()
    assert {name: version for name, version in wanted.items() if there.get(name, version) != version} == {}

    # The smaller list does not take the developers' tools away, and what is not listed goes.
    (place.tree / ".venv" / ".installed").unlink()
    again = place.run("bash", ".ci/install", ".venv", "requirements.txt")
    assert again.returncode == 0, again.stderr
    assert installed(place, ".venv") == there


def without_extras(text: str) -> set[str]:
    """What packages ask of each other with an extra that the list does not name there: pip might take a newer release for it."""
    lines = re.findall(r"^([\w.-]+)(?:\[(.*?)\])?==", text, re.M)
    named = {normal(name): set(filter(None, extras.split(","))) for name, extras in lines}
    missing = set()
    for one in distributions():
        for line in one.requires or [] if normal(one.name) in named else []:
            asked = Requirement(line)
            active = ["", *named[normal(one.name)]]
            applies = asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in active)
            wanted = {normal(extra) for extra in asked.extras}
            if applies and wanted - named.get(normal(asked.name), set()):
                missing.add(f"{one.name}: {asked.name}[{','.join(sorted(wanted))}]")
    return missing


@pytest.mark.parametrize("name", LISTS)
def test_lists_keep_the_extras_that_packages_ask_of_each_other(name: str) -> None:
    """So that pip alone, with which the image is made, is never left to choose."""
    assert without_extras((ROOT / name).read_text("utf-8")) == set()


def test_a_list_without_extras_is_found() -> None:
    text = re.sub(r"^([\w.-]+)\[.*?\]==", r"\1==", (ROOT / "requirements-dev.txt").read_text("utf-8"), flags=re.M)
    assert "pytest-cov: coverage[toml]" in without_extras(text)


def test_uv_is_the_same_in_its_own_list() -> None:
    assert locked(ROOT / ".ci" / "uv.txt") == {"uv": locked(ROOT / "requirements-dev.txt")["uv"]}


@pytest.fixture(scope="module")
def passing() -> ModuleType:
    loader = SourceFileLoader("ci_uv", str(ROOT / ".ci" / "uv"))
    spec = spec_from_loader("ci_uv", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_what_pip_was_told_uv_is_told(passing: ModuleType, tmp_path: Path) -> None:
    said = {
        "index-url": "https://mirror.example/simple",
        "extra-index-url": "https://one.example/simple\nhttps://two.example/simple",
        "find-links": f"{tmp_path} /no/such/folder https://links.example/",
        "trusted-host": "mirror.example",
        "cert": "/etc/ours.pem",
        "client-cert": "/etc/me.pem",
        "default-timeout": "180",
        "proxy": "http://proxy.example:3128",
    }
    assert passing.as_uv(said, {"CURL_CA_BUNDLE": "/etc/curl.pem"}) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INDEX": "https://one.example/simple https://two.example/simple",
        "UV_FIND_LINKS": f"{tmp_path},https://links.example/",
        "UV_INSECURE_HOST": "mirror.example",
        "SSL_CERT_FILE": "/etc/ours.pem",
        "SSL_CLIENT_CERT": "/etc/me.pem",
        "UV_HTTP_TIMEOUT": "180",
        "ALL_PROXY": "http://proxy.example:3128",
    }
    assert passing.as_uv({}, {"CURL_CA_BUNDLE": "/etc/curl.pem"}) == {"SSL_CERT_FILE": "/etc/curl.pem"}


def test_pips_files_and_variables_are_read_in_its_own_order(
    passing: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pip.conf").write_text("[global]\nindex-url = https://a.example\ncert = /a\n[install]\ncert = /b\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    monkeypatch.setenv("PIP_TIMEOUT", "7")
    for name in ("PIP_CERT", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    read = passing.settings_of_pip()
    assert (read["index-url"], read["cert"], read["timeout"]) == ("https://a.example", "/b", "7")
