"""A small disk that really gets full: a tmpfs of a given size. Mounting needs root."""

import contextlib
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from tests.servers.process import Missing


class Disk:
    """`folder` is where it is mounted. Whoever writes to it when it is full gets ENOSPC from the kernel.

    with Disk(tmp_path / "disk", megabytes=8) as disk:
        disk.fill()
    """

    def __init__(self, folder: Path, *, megabytes: int) -> None:
        self.folder = folder
        self.megabytes = megabytes

    @property
    def filler(self) -> Path:
        return self.folder / "filler"

    def mount(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        options = f"size={self.megabytes}m,mode=755"
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tadpole", str(self.folder)], capture_output=True, text=True
        )
        if done.returncode:
            raise Missing(f"a disk of its own (mount needs root: {done.stderr.strip()})")
        return self

    def unmount(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)

    def fill(self) -> None:
        """To the last byte."""
        with self.filler.open("ab", buffering=0) as filler, contextlib.suppress(OSError):
            for piece in (1 << 20, 1 << 12, 1):
                with contextlib.suppress(OSError):
                    while filler.write(b"\0" * piece) == piece:
                        pass
        assert self.free() == 0

    def free(self) -> int:
        """Bytes."""
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize

    def make_room(self) -> None:
        self.filler.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self.mount()

    def __exit__(self, *_: object) -> None:
        self.unmount()


def can_mount() -> bool:
    """Not on machines (or in containers) where nobody lets us."""
    try:
        with tempfile.TemporaryDirectory() as folder, Disk(Path(folder), megabytes=1):
            return True
    except Missing:
        return False
