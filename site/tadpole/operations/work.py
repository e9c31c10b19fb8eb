"""What every task of ours does around its own work: waits while people may only read, is counted, and is watched."""

import time
from typing import Any

import structlog
from celery import Task
from django.db import connection

from tadpole.operations import metrics, switches
from tadpole.operations.statements import Tally, tally
from tadpole.operations.watch import watched

ENTRY = "tadpole_entry"
"""The message's header that names the entry of the schedule it comes from."""


class Work(Task):
    """The base of all tasks. `reads` marks one that writes nothing and goes on while others wait."""

    abstract = True
    reads = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self.reads and switches.state().read_only is not None:
            metrics.TASKS.labels(self.name, "paused").inc()
            return None  # what it would have done is still in its rows; the sweep finds it
        entry = (self.request.headers or {}).get(ENTRY)
        token, started = tally.set(Tally()), time.perf_counter()
        outcome = "failed"
        try:
            with structlog.contextvars.bound_contextvars(task=self.name):
                if entry and not self.reads:
                    with watched(entry):
                        result = super().__call__(*args, **kwargs)
                else:
                    result = super().__call__(*args, **kwargs)
            outcome = "done"
            return result
        finally:
            tally.reset(token)
            metrics.TASKS.labels(self.name, outcome).inc()
            metrics.TASK_SECONDS.labels(self.name).observe(time.perf_counter() - started)
            metrics.note_pool(connection)
