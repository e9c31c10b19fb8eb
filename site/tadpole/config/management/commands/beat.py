"""The clock."""

from typing import Any

from tadpole.config.celery import app
from tadpole.config.processes import Process


class Command(Process):
    help = (
        "Send what is due by the clock (services profile). Run two on two machines: the one that holds PostgreSQL's lock ticks, "
        "the other stands by and takes over within seconds when it is gone."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        app.Beat(scheduler="tadpole.config.clock:Clock", quiet=True, loglevel="INFO", redirect_stdouts=False).run()
