"""Two people, two connections, one moment."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from tadpole.errors import Refused


def at_once(*jobs: Callable[[], Any]) -> list[str]:
    """Run all jobs in threads of their own, as nearly at the same moment as can be; how each ended, sorted."""
    start, ends = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            job()
            ends.append("done")
        except Refused as refusal:
            ends.append(type(refusal).__name__)
        except BaseException as problem:  # noqa: BLE001  a thread tells nobody what broke it
            ends.append(repr(problem))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(ends)
