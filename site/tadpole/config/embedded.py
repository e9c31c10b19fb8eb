"""The embedded profile's background: a Celery worker and beat as threads of the web process."""

import threading
from typing import Any

from celery.beat import EmbeddedService
from celery.worker import WorkController

from tadpole.config.celery import QUEUES, app


class Background:
    """Started and stopped by the ASGI lifespan. What is queued at exit is lost; the beat sweep finds it again from its rows."""

    def __init__(self) -> None:
        self.worker: WorkController | None = None
        self.beat: Any = None
        self.thread: threading.Thread | None = None

    def start(self) -> None:
        app.loader.import_default_modules()
        self.worker = app.WorkController(
            pool="threads",
            concurrency=2,
            queues=list(QUEUES),
            without_mingle=True,
            without_gossip=True,
            without_heartbeat=True,
            loglevel="WARNING",
        )
        self.thread = threading.Thread(target=self.worker.start, name="tasks", daemon=True)
        self.thread.start()
        self.beat = EmbeddedService(app, max_interval=1, thread=True, schedule_filename=app.conf.beat_schedule_filename)
        self.beat.daemon = True
        self.beat.start()

    def stop(self) -> None:
        """Let running tasks end (they are short), then stop."""
        if self.beat is not None:
            self.beat.stop()
        if self.worker is not None:
            self.worker.stop()
