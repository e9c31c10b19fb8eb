"""The embedded profile's background: Celery workers and beat as threads of the web process."""

import threading
from typing import Any

from celery import Celery
from celery.beat import EmbeddedService
from celery.worker import WorkController

from tadpole.config.celery import QUEUES, app
from tadpole.events.rules import SLOW_QUEUES


class Background:
    """Started and stopped by the ASGI lifespan. What is queued at exit is lost; the beat sweep finds it again from its rows."""

    def __init__(self) -> None:
        self.workers: list[WorkController] = []
        self.beat: Any = None

    def start(self) -> None:
        """Two workers: drawing pictures must never keep a notice waiting."""
        app.loader.import_default_modules()
        quick = [name for name in QUEUES if name not in SLOW_QUEUES]
        for name, queues, threads in (("quick", quick, 2), ("slow", list(SLOW_QUEUES), 1)):
            # which queues are consumed is a property of the Celery app, so each worker has an app of its own
            own = Celery("tadpole", task_cls=app.task_cls, set_as_current=False)
            own.config_from_object("django.conf:settings", namespace="CELERY")
            worker = own.WorkController(
                hostname=f"{name}@embedded",
                pool="threads",
                concurrency=threads,
                prefetch_multiplier=1,
                queues=queues,
                without_mingle=True,
                without_gossip=True,
                without_heartbeat=True,
                loglevel="WARNING",
            )
            self.workers.append(worker)
            threading.Thread(target=worker.start, name=f"tasks-{name}", daemon=True).start()
        self.beat = EmbeddedService(app, max_interval=1, thread=True, schedule_filename=app.conf.beat_schedule_filename)
        self.beat.daemon = True
        self.beat.start()

    def stop(self) -> None:
        """Let running tasks end (they are short), then stop."""
        if self.beat is not None:
            self.beat.stop()
        for worker in self.workers:
            worker.stop()
