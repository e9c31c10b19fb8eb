"""Background work."""

import os
from typing import Any

from celery.signals import worker_ready
from django.core.management.base import CommandError, CommandParser

from tadpole.config.celery import QUEUES, app
from tadpole.config.processes import Process


class Command(Process):
    help = (
        "Do background work (services profile): deliveries, mail, pictures, search, slow. A busy site runs "
        "`worker --queues deliveries,mail`, `worker --queues pictures,slow` and `worker --queues search` as processes of their own, "
        "so that drawing never keeps a notice waiting. SIGTERM gives tasks in hand their grace; what is cut then is a row that still waits, and the sweep finds it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queues", default=",".join(QUEUES), help="comma separated (default: all: %(default)s)")
        parser.add_argument(
            "--concurrency", type=int, default=2, help="tasks at once, a process each (default: %(default)s)"
        )
        parser.add_argument(
            "--tasks-per-child", type=int, default=1_000, help="then its process is made anew (default: %(default)s)"
        )
        parser.add_argument(
            "--name", default="", help="name in the log and in the metrics (default: the first queue's)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        queues = [name.strip() for name in options["queues"].split(",") if name.strip()]
        unknown = sorted(set(queues) - set(QUEUES))
        if unknown or not queues:
            raise CommandError(
                f"No such queue: {', '.join(unknown) or 'none was named'}. There are {', '.join(QUEUES)}."
            )
        worker_ready.connect(self.say_ready)
        os.environ["REMAP_SIGTERM"] = (
            "SIGQUIT"  # Celery's own SIGTERM waits for ever; its SIGQUIT has the settings' grace
        )
        app.worker_main(
            [
                "worker",
                f"--queues={','.join(queues)}",
                "--pool=prefork",
                f"--concurrency={options['concurrency']}",
                f"--max-tasks-per-child={options['tasks_per_child']}",
                f"--hostname={options['name'] or queues[0]}@%h",
                "--without-mingle",
                "--without-gossip",
                "--loglevel=WARNING",
            ]
        )

    def say_ready(self, **_: Any) -> None:
        self.stdout.write("worker is ready")
