"""The door to the decoder's processes: at most two, kept warm, replaced when they die, hang or have done enough."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROCESSES = 2
SECONDS = 60.0  # by the clock, for one job; its processor time is bounded by worker.SECONDS
PATIENCE = 30.0  # waiting for a free process
JOBS_EACH = 100
ROOT = Path(__file__).resolve().parents[3]


class NotTaken(Exception):
    """The file is refused; `reason` is type, pixels, frames, small, damaged, memory or crashed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Busy(Exception):
    """All processes were at work for longer than anybody should wait."""


class Worker:
    """One decoder process and the pipe to it."""

    def __init__(self) -> None:
        kept = {
            name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LD_LIBRARY_PATH", "TMPDIR"}
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "media.photos.gateways.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=ROOT,
            text=True,
        )
        self.jobs = 0

    def ask(self, job: str) -> dict[str, Any] | None:
        """The answer, or None when the process died or was stopped for taking too long."""
        assert self.process.stdin is not None and self.process.stdout is not None
        alarm = threading.Timer(SECONDS, self.process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            self.process.stdin.write(job + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except OSError:
            return None
        finally:
            alarm.cancel()
        self.jobs += 1
        found: dict[str, Any] | None = json.loads(line) if line.endswith("\n") else None
        return found

    def end(self) -> None:
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.wait()

    @property
    def alive(self) -> bool:
        return self.process.poll() is None


class Darkroom:
    """Safe to use from any thread. Processes start when first needed and end with this one (their input closes)."""

    def __init__(self, processes: int = PROCESSES) -> None:
        self.places: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        for _ in range(processes):
            self.places.put(None)

    def work(self, do: str, **given: Any) -> dict[str, Any]:
        """Run one job of worker.JOBS; raises NotTaken or Busy."""
        try:
            worker = self.places.get(timeout=PATIENCE)
        except queue.Empty:
            raise Busy from None
        try:
            if worker is None or not worker.alive:
                worker = fresh(worker)
            answer = worker.ask(json.dumps({"do": do, "with": given}))
            if answer is None or worker.jobs >= JOBS_EACH:
                worker.end()
                worker = None
        finally:
            self.places.put(worker)
        if answer is None:
            raise NotTaken("crashed")
        if "refused" in answer:
            raise NotTaken(answer["refused"])
        done: dict[str, Any] = answer["done"]
        return done


def fresh(worker: Worker | None) -> Worker:
    """A new process instead of one that is gone."""
    if worker is not None:
        worker.end()
    return Worker()


DARKROOM = Darkroom()


@dataclass(frozen=True)
class Clean:
    """What is known of a clean picture; `type` is a key of rules.TYPES, `phash` 16 hexadecimal digits, `frames` more than one of an animation."""

    type: str
    width: int
    height: int
    placeholder: str
    phash: str
    frames: int = 1


def developed(source: Path, target: Path) -> Clean:
    """`pictures.developed` in a process of its own; raises NotTaken or Busy."""
    return Clean(**DARKROOM.work("developed", source=str(source), target=str(target)))


def printed(source: Path, folder: Path, wanted: list[tuple[int, str]]) -> list[Path]:
    """`pictures.printed` in a process of its own: the files, in the order of `wanted`."""
    return [
        Path(path) for path in DARKROOM.work("printed", source=str(source), folder=str(folder), wanted=wanted)["paths"]
    ]
