"""What servers are made of when Debian does not package them: fetched or built once, checked, kept under `var/services`."""

import fcntl
import hashlib
import os
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.process import KEPT, Missing, program


class Altered(RuntimeError):
    """What was fetched is not what the project expects."""


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checked(path: Path, sha256: str) -> Path:
    """`path`, when it holds exactly what is expected; raises Altered."""
    found = sha256_of(path)
    if found != sha256:
        raise Altered(f"{path} has SHA-256 {found}, expected {sha256}; delete it and try again")
    return path


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time fetches or builds `name`; the others wait and find it there."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fetched(address: str, sha256: str, *, get: Callable[[str, Path], None] | None = None) -> Path:
    """The file at `address`, downloaded once and checked each time; `get(address, to)` fetches it in another way."""
    name = address.rpartition("/")[2]
    kept = KEPT / name
    with alone(name):
        if not kept.exists():
            half = kept.with_name(f"{name}.half")
            (get or download)(address, half)
            checked(half, sha256).rename(kept)
    return checked(kept, sha256)


def download(address: str, to: Path) -> None:
    try:
        with urllib.request.urlopen(address, timeout=60) as source, to.open("wb") as target:
            while block := source.read(1 << 20):
                target.write(block)
    except OSError as problem:
        raise Missing(f"{address} ({problem})") from None


def go_program(module: str, version: str) -> Path:
    """A Go program, built once. Its source is checked by Go itself against the public checksum database.

    The SHA-256 of what was built is written beside it and checked at each later use: a compiler's version changes it, so
    it can only say that the file is still the one that was built here.
    """
    name = module.rpartition("/")[2]
    folder = KEPT / f"{name}-{version}"
    built, told = folder / name, folder / "sha256"
    with alone(folder.name):
        if not told.exists():
            go = program("go", "/usr/local/go/bin", "/usr/lib/go/bin", package="golang-go, or from https://go.dev/dl/")
            safe = {"GOBIN": str(folder), "GOFLAGS": "-mod=mod", "CGO_ENABLED": "0", "GOSUMDB": "sum.golang.org"}
            print(f"Building {name} {version}, once; it takes a minute or two ...", flush=True)  # noqa: T201
            done = subprocess.run(
                [go, "install", f"{module}@{version}"], env={**os.environ, **safe}, capture_output=True, text=True
            )
            if done.returncode:
                raise Missing(f"{name} {version} ({done.stderr.strip().splitlines()[-1:] or ['go install failed']})")
            told.write_text(sha256_of(built))
    return checked(built, told.read_text())
