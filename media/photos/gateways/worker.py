"""`python -m media.photos.gateways.worker`: reads one job a line, answers one line, under limits it cannot lift."""

import json
import resource
import sys
from collections.abc import Callable
from typing import Any

from media.photos.gateways.pictures import NotTaken, developed, printed

MEMORY = 1_500_000_000  # bytes of address space; 50 megapixels with alpha, twice, and the libraries
SECONDS = 20  # of processor time a job
JOBS: dict[str, Callable[..., dict[str, Any]]] = {"developed": developed, "printed": printed}


def limit_process() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64_000_000, 64_000_000))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def limit_job() -> None:
    """SECONDS more than what has been used so far; then the system ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS, resource.RLIM_INFINITY))


def answer(line: str) -> dict[str, Any]:
    job = json.loads(line)
    try:
        return {"done": JOBS[job["do"]](**job["with"])}
    except NotTaken as reason:
        return {"refused": str(reason)}
    except MemoryError:
        return {"refused": "memory"}


def main() -> None:
    limit_process()
    for line in sys.stdin:
        limit_job()
        print(json.dumps(answer(line)), flush=True)  # noqa: T201  the pipe to the parent


if __name__ == "__main__":
    main()
